"""Items for the tests of exports: the sample as a record would hold it, with a story, reviews and known actors."""

from __future__ import annotations

import io

from saksi.export.exporting import exports
from saksi.export.items import Actor, Item, Standing

from .attack import hostile
from .sample import report

REVIEWS = {
    "v1": Standing(story="story-1", articles=5, independent_sources=2, review="confirmed"),
    "v2": Standing(review="corrected"),
    "v3": Standing(story="story-2", articles=3, independent_sources=1, review="rejected"),
}
ACTORS = {"e2": Actor("actor-quiroga", "Mateo Quiroga"), "e3": Actor("actor-front", "Front Sungai Biru")}


def recorded(ident: str = "contoh-1", kept: frozenset[str] | None = None) -> Item:
    made = report().model_copy(update={"id": ident})
    return Item(made, REVIEWS, ACTORS, kept)


def exported(format: str, *items: Item, period: str = "year") -> bytes:
    out = io.BytesIO()
    exports[format].write(iter(items), out, period)  # type: ignore[arg-type]
    return out.getvalue()


def attacked() -> Item:
    return Item(hostile())
