"""What the tellings of a story agree on, and where they differ: tolls, days, places, status, denials side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from saksi.record.likeness import alike
from saksi.record.tellings import Party, Telling

Disagreement = dict[str, Any]
"""``field`` and ``values``; each value with the events that give it, who vouches for it there, and since when."""

_SAME_PARTY = 0.7  # saksi.record.likeness.alike: of one name, or for one state
_TOLLS = ("killed", "injured", "arrested")


@dataclass(frozen=True, slots=True)
class Summary:
    """What most tellings of a story say. Days are ISO 8601; parties come by the number of tellings that name them."""

    type: str
    status: str
    date_from: str | None
    date_to: str | None
    place: str | None
    country: str | None
    parties: tuple[dict[str, Any], ...]
    disagreements: tuple[Disagreement, ...]


def summary(story: Sequence[Telling], denials: Iterable[Telling] = ()) -> Summary:
    """What the tellings of ``story`` say on the whole, and what they do not agree on.

    ``denials`` are acts in which a party of the story denies it; they stand beside it as a disagreement.
    """
    type = most(t.type for t in story) or story[0].type
    days = most(_days(t) for t in story if t.day) or most(_days(t) for t in story if t.days)
    place = most(t.place for t in story if t.place)
    first, last = days.split("/") if days else (None, None)
    return Summary(
        type=type,
        status=most(t.status for t in story) or "actual",
        date_from=first,
        date_to=last,
        place=place,
        country=most(t.country for t in story if t.country and t.place == place),
        parties=tuple(_parties(story)),
        disagreements=tuple(_disagreements(story, list(denials))),
    )


def most(values: Iterable[str | None]) -> str | None:
    """The value given most often, of equals the first in the alphabet."""
    given = [value for value in values if value is not None]
    if len(given) < 2:
        return given[0] if given else None
    counted = Counter(given)
    return min(counted, key=lambda value: (-counted[value], value))


def denies(denial: Telling, story: Sequence[Telling]) -> bool:
    """Whether ``denial`` is a party's denial of the event: told in an article of the story, by one who acts in it."""
    if denial.type != "REJECT" or denial.status == "negated" or not _is_denial(denial.trigger):
        return False
    return any(
        told.article_id == denial.article_id
        and told.id != denial.id
        and told.status == "actual"
        and any(alike(one, two) >= _SAME_PARTY for one in denial.actors for two in told.actors)
        for told in story
    )


def _is_denial(trigger: str) -> bool:
    return any(root in trigger for root in ("bantah", "sangkal", "tepis", "tampik"))


def _days(telling: Telling) -> str | None:
    return f"{telling.days[0]}/{telling.days[1]}" if telling.days else None


def _parties(story: Sequence[Telling]) -> Iterable[dict[str, Any]]:
    for role in ("actor", "recipient"):
        found: list[tuple[list[Party], set[str]]] = []
        for telling in story:
            for party in telling.actors if role == "actor" else telling.recipients:
                known = next((f for f in found if any(p.names & party.names for p in f[0])), None)
                if known is None:
                    found.append(([party], {telling.id}))
                else:
                    known[0].append(party)
                    known[1].add(telling.id)
        for same, events in sorted(found, key=lambda f: (-len(f[1]), f[0][0].name)):
            name = most(p.name for p in same)
            yield {"role": role, "name": name, "country": most(p.country for p in same), "tellings": len(events)}


def _disagreements(story: Sequence[Telling], denials: list[Telling]) -> Iterable[Disagreement]:
    readers: list[tuple[str, Callable[[Telling], Any]]] = [
        *((name, lambda t, name=name: getattr(t, name)) for name in _TOLLS),
        ("date", lambda t: t.day.isoformat() if t.day else None),
        ("place", lambda t: t.place_key),
        ("status", lambda t: t.status),
    ]
    for field, read in readers:
        values: dict[Any, list[Telling]] = {}
        for telling in story:
            value = read(telling)
            if value is not None:
                values.setdefault(value, []).append(telling)
        if len(values) > 1:
            ordered = sorted(values.items(), key=lambda item: (-len(item[1]), str(item[0])))
            shown = [_value(told[0].place if field == "place" else value, told) for value, told in ordered]
            yield {"field": field, "values": shown}
    if denials:
        ordered_denials = sorted(denials, key=lambda t: (t.order, t.id))
        names = most(p.name for t in ordered_denials for p in t.actors)
        yield {"field": "denied", "values": [_value(names, ordered_denials)]}


def _value(value: Any, told: Sequence[Telling]) -> dict[str, Any]:
    vouched = sorted({s.name for t in told for s in t.sources} or {t.outlet for t in told if t.outlet})
    since = min((t.published.isoformat() for t in told if t.published), default=None)
    return {"value": value, "events": [t.id for t in told], "sources": vouched, "since": since}
