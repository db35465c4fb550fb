"""From compiled codebook data to the objects that matching works on; imports no schema, so that start-up stays fast."""

from __future__ import annotations

from typing import Any

from saksi.codebook.model import EventType, Frame, Lexicon, LightVerb, ModeCue, Words


def load_types(data: dict[str, Any]) -> dict[str, EventType]:
    """The event types of compiled data."""
    return {name: EventType(name, *fields) for name, fields in data["types"].items()}


def load_light_verbs(data: dict[str, Any]) -> dict[str, LightVerb]:
    """The light verbs of compiled data, by form."""
    return {form: LightVerb(form, voice, subject) for form, (voice, subject) in data["light_verbs"].items()}


def load_lexicon(data: dict[str, Any]) -> Lexicon:
    """The frames of compiled data, indexed by the first word of each surface."""
    lexicon = Lexicon()
    lists = [Words.of(items) for items in data["lists"]]

    def words(number: int | None) -> Words | None:
        return None if number is None else lists[number]

    for number, raw in enumerate(data["frames"]):
        modes = tuple(ModeCue(lists[listed], mode) for listed, mode in raw.get("modes", ()))
        lexicon.frames.append(
            Frame(
                id=raw["id"],
                type=raw["type"],
                mode=raw.get("mode"),
                modes=modes,
                object=words(raw.get("object")),
                needed=words(raw.get("needed")),
                needed_anywhere=raw.get("needed_anywhere", False),
                unless=words(raw.get("unless")),
                actor=tuple(raw.get("actor", ())),
                recipient=tuple(raw.get("recipient", ())),
                reciprocal=raw.get("reciprocal", False),
                status=raw.get("status"),
                needs=tuple(raw.get("needs", ())),
                future=raw.get("future"),
                complement=raw.get("complement", False),
                absorbs=raw.get("absorbs", False),
                speech=raw.get("speech", False),
                confidence=raw["confidence"],
            )
        )
        for form, voice, poss in raw["surfaces"]:
            first, _, behind = form.partition(" ")
            lexicon.by_first.setdefault(first, []).append((behind, number, voice, poss))
    return lexicon
