"""The articles that people annotated with events, in one shape for all learners.

``train`` and ``dev`` lie in ``gold/``. ``pool`` and ``held`` are articles of ``pool/articles.jsonl.gz`` that the makers
of Saksi annotated by the same guidelines; ``training/annotations/`` keeps what they marked as places in the text, so
that no word of an article is in it. Nothing is learned from ``held``, and nobody mends a rule by it: it is to measure.
``snippets`` are short pieces of news written for this project with every act in them marked, ``sentences`` single ones.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.articles import load
from saksi.report import Article

MADE = Path(__file__).parent / "annotations"
SNIPPETS = MADE / "snippets.jsonl"
SENTENCES, SENTENCES_HELD = MADE / "sentences.jsonl", MADE / "sentences_held.jsonl"
POOLS = ("pool", "held")
GOLD = ("train", "dev")
ARTICLES = "train,dev,pool"
ALL = f"{ARTICLES},snippets"
WEIGHT = {"train": 4.0, "dev": 4.0}  # articles of ``gold/`` count so much: their annotators set the measure
NAMED = ("actors", "recipients", "sources")
FIGURES = ("killed", "injured", "arrested")
COPIED = ("type", "mode", "status", "date", *FIGURES)


@dataclass(frozen=True, slots=True)
class Part:
    """One set: its articles, and by their ids the scorer's rows (with ``sentences``) and what people marked."""

    articles: list[Article]
    rows: dict[str, Any]
    marked: dict[str, Any]


def parts(data: Path, scorer: Any) -> dict[str, Part]:
    """The sets by name, ``snippets`` among them; ``pool`` and ``held`` are missing where their articles are."""
    found = {}
    for name in GOLD:
        paths = [data / "gold" / f"{name}_{kind}.jsonl" for kind in ("articles", "gold")]
        rows, marked = map(scorer.load, paths)
        found[name] = Part([a for a in load(paths[0]) if isinstance(a, Article)], rows, marked)
    texts = data / "pool" / "articles.jsonl.gz"
    if texts.exists():
        found |= {name: _pool(texts, MADE / f"{name}.jsonl") for name in POOLS}
    return found | {"snippets": _made(map(json.loads, SNIPPETS.read_text(encoding="utf-8").splitlines()))}


def lone_sentences() -> Part:
    """The single sentences as articles of one act, for learning who takes part in it."""
    made = []
    for number, row in enumerate(sentences(SENTENCES), 1):
        names = [{"name": name, "aliases": []} for name in dict.fromkeys(row["actors"] + row["recipients"])]
        act = row | {"sentences": [0], "sources": [], "date": None, "place": None}
        whole = [[0, len(row["text"])]]
        ident = f"sentence-{number:04}"
        made.append({"id": ident, "text": row["text"], "sentences": whole, "events": [act], "entities": names})
    return _made(made)


def _made(rows: Iterable[dict[str, Any]]) -> Part:
    """Texts of the makers' own in the shape of ``gold/``: ``entities`` need no more than names, events no figures."""
    articles, told, marked = [], {}, {}
    for row in rows:
        articles.append(Article(id=row["id"], text=row["text"], published=row.get("published")))
        told[row["id"]] = row
        events = [dict.fromkeys(FIGURES) | {k: v for k, v in event.items() if k != "text"} for event in row["events"]]
        entities = [{"kind": None, "country": None, "sectors": []} | entity for entity in row["entities"]]
        marked[row["id"]] = {"id": row["id"], "events": events, "statements": [], "entities": entities}
    return Part(articles, told, marked)


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Single sentences written to be coded: ``text``, ``type``, ``mode``, ``status``, ``trigger`` and both parties."""
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _pool(texts: Path, made: Path) -> Part:
    kept = {row["id"]: row for row in map(json.loads, made.read_text(encoding="utf-8").splitlines())}
    articles, rows, marked = [], {}, {}
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in kept:
                known = kept[row["id"]]
                articles.append(Article(**{k: row.get(k) for k in ("id", "outlet", "title", "published", "text")}))
                rows[row["id"]] = row | {"sentences": known["sentences"]}
                marked[row["id"]] = spelled(row["text"], known)
    return Part(articles, rows, marked)


def spelled(text: str, known: dict[str, Any]) -> dict[str, Any]:
    """An annotation with the words in place of their spans, in the shape of ``gold/``."""
    names = [[text[s:e] for s, e in forms] for forms in known["parties"]]
    events = []
    for told in known["events"]:
        event = {key: told.get(key) for key in COPIED} | {"sentences": told["sentences"]}
        event["trigger"] = text[slice(*told["trigger"])]
        event |= {key: [names[n][0] for n in told.get(key, ())] for key in NAMED}
        place = told.get("place")
        name = text[slice(*place["name"])] if place and "name" in place else ""
        event["place"] = {"name": name, "country": place["country"]} if place else None
        events.append(event)
    entities = [
        {"name": forms[0], "kind": None, "country": None, "sectors": [], "aliases": forms[1:]} for forms in names
    ]
    return {"id": known["id"], "events": events, "statements": [], "entities": entities}
