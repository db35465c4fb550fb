"""The two sides of a comparison in one shape: what people annotated, and what a report says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_PASSED_OVER = frozenset({"yang", "di", "ke", "dari", "dan", "para", "sang", "si", "the", "of"})
_TOLLS = ("killed", "injured", "arrested")


class ScoringError(ValueError):
    """A file that cannot be scored; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Party:
    """Someone named: every form of the name in the article, the country, the sectors."""

    forms: tuple[str, ...]
    country: str | None = None
    sectors: tuple[str, ...] = ()

    def __str__(self) -> str:
        return max(self.forms, key=len, default="-")


@dataclass(frozen=True, slots=True)
class Act:
    """One event of either side; ``evidence`` is the trigger's place in the text, where known."""

    type: str
    mode: str | None
    status: str
    date: str | None
    country: str | None
    sentences: tuple[int, ...]
    trigger: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sources: tuple[Party, ...]
    tolls: dict[str, int | None] = field(default_factory=dict)
    evidence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement of either side."""

    speaker: Party | None
    direct: bool
    sentences: tuple[int, ...]


def load_lines(path: Path) -> dict[str, Row]:
    """A JSONL file as rows by article id. Raises ``ScoringError`` naming the line that is no record with an id."""
    rows: dict[str, Row] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ScoringError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows[str(row.get("id") or row["article"]["id"])] = row
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ScoringError(f"{path}, line {number}: no JSON record with an id: {error}") from error
    return rows


def scorable(articles: dict[str, Row], gold: dict[str, Row]) -> tuple[dict[str, Row], list[str]]:
    """The annotations whose article is there with text and sentences, and a line for each of the others."""
    kept: dict[str, Row] = {}
    wrong: list[str] = []
    for ident, row in gold.items():
        article = articles.get(ident)
        if article is None:
            wrong.append(f"{ident}: annotated, but no such article is given.")
        elif not isinstance(article.get("text"), str) or not isinstance(article.get("sentences"), list):
            wrong.append(f"{ident}: the article has no text or no sentences.")
        else:
            kept[ident] = row
    if not gold:
        wrong.append("No annotated article to score.")
    return kept, wrong


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, case aside."""
    return frozenset(w for w in re.findall(r"\w+", name.casefold()) if w not in _PASSED_OVER)


def same(a: Party, b: Party) -> bool:
    """Whether some form of one name holds all words of a form of the other."""
    ours, theirs = [words_of(f) for f in a.forms], [words_of(f) for f in b.forms]
    return any(x and y and (x <= y or y <= x) for x in ours for y in theirs)


def touched(spans: Iterable[tuple[int, int]], article: Row) -> tuple[int, ...]:
    """Numbers of the sentences that the character spans touch, in the order of the spans."""
    found: list[int] = []
    for start, end in spans:
        for number, (first, last) in enumerate(article["sentences"]):
            if start < last and end > first and number not in found:
                found.append(number)
    return tuple(found)


def annotated(row: Row) -> tuple[list[Act], list[Utterance]]:
    """The events and statements of one annotated article."""
    table = {e["name"]: e for e in row.get("entities", [])}

    def party(name: str) -> Party:
        entity = table.get(name, {})
        forms = tuple({name, *entity.get("aliases", [])})
        return Party(forms, entity.get("country"), tuple(entity.get("sectors") or ()))

    acts = [
        Act(
            type=e["type"],
            mode=e.get("mode"),
            status=e.get("status") or "actual",
            date=e.get("date"),
            country=(e.get("place") or {}).get("country"),
            sentences=tuple(e.get("sentences", [])),
            trigger=e.get("trigger") or "",
            actors=tuple(map(party, e.get("actors") or [])),
            recipients=tuple(map(party, e.get("recipients") or [])),
            sources=tuple(map(party, e.get("sources") or [])),
            tolls={toll: e.get(toll) for toll in _TOLLS},
        )
        for e in row.get("events", [])
    ]
    said = [
        Utterance(
            party(s["speaker"]) if s.get("speaker") else None, bool(s.get("direct")), tuple(s.get("sentences", []))
        )
        for s in row.get("statements", [])
    ]
    return acts, said


def reported(row: Row, article: Row) -> tuple[list[Act], list[Utterance]]:
    """The events and statements of one report on ``article``."""
    text = article["text"]
    table = {e["id"]: e for e in row.get("entities", [])}

    def party(ref: str) -> Party:
        entity = table.get(ref) or {"name": str(ref)}
        named = {text[start:end] for start, end in entity.get("mentions", [])}
        forms = tuple(f for f in {entity["name"], *entity.get("aliases", []), *named} if f)
        return Party(forms, entity.get("country"), tuple(entity.get("sectors") or ()))

    acts = []
    for e in row.get("events", []):
        evidence = [(v["start"], v["end"], v.get("field")) for v in e.get("evidence", [])]
        spans = [(a, b) for a, b, name in evidence if name == "trigger"] or [(a, b) for a, b, _ in evidence]
        date = e.get("date")
        acts.append(
            Act(
                type=e["type"],
                mode=e.get("mode"),
                status=e.get("status") or "actual",
                date=date.get("value") if isinstance(date, dict) else date,
                country=(e.get("place") or {}).get("country"),
                sentences=touched(spans, article),
                trigger=text[slice(*spans[0])] if spans else "",
                actors=tuple(map(party, e.get("actors", []))),
                recipients=tuple(map(party, e.get("recipients", []))),
                sources=tuple(map(party, e.get("sources", []))),
                tolls={toll: e.get(toll) for toll in _TOLLS},
                evidence=spans[0] if spans else None,
            )
        )
    said = [
        Utterance(
            party(s["speaker"]) if s.get("speaker") else None,
            bool(s.get("direct")),
            touched([tuple(s[key]) for key in ("cue", "content") if s.get(key)], article),
        )
        for s in row.get("statements", [])
    ]
    return acts, said
