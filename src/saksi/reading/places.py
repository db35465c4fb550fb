"""Where an act took place: the place its own clause names, else one stated nearby, never a guess without a mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.gazetteer import Gazetteer
from saksi.reading.context import Context
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Place


@dataclass(frozen=True, slots=True)
class Located:
    """A place named in the text: its tokens, what is known of it, and whether a preposition of place marks it."""

    start: int
    end: int
    place: Place
    marked: bool
    precise: bool


def find_places(ctx: Context, tree: Tree, gazetteer: Gazetteer) -> list[Located]:
    """All places the article names, in text order."""
    found: list[Located] = []
    for ent in ctx.doc.ents:
        if ent.label_ not in {"LOC", "GPE"}:
            continue
        name = ent.text
        country = gazetteer.country_of(name)
        known = gazetteer.place(name, country)
        span = (ent.start_char, ent.end_char)
        if known is not None:
            place = Place(
                name=name, country=known.country, lat=known.lat, lon=known.lon, geonameid=known.geonameid, span=span
            )
        else:
            place = Place(name=name, country=country, span=span)
        precise = known is None or not known.feature.startswith(("PCL", "RGN"))
        found.append(Located(ent.start, ent.end, place, _marked(tree, ent.start), precise))
    return found


def _marked(tree: Tree, start: int) -> bool:
    words = word_sets("places")
    for i in range(start - 1, max(tree.sent_start[start], start - 4) - 1, -1):
        if tree.lower[i] in words["at"]:
            return True
        if tree.lower[i] not in words["area"]:
            return False
    return False


def choose_place(
    ctx: Context, tree: Tree, places: list[Located], head: int, clause: list[int]
) -> tuple[Place | None, str]:
    """The place of the act headed by ``head`` and, when there is none, the reason in a sentence.

    A marked place ("di Taiz") in the act's clause wins, the nearest behind the act first; then one in the sentence.
    """
    own = set(clause)
    sentence = ctx.sentence_at(ctx.doc[head].idx)
    near = [p for p in places if sentence.start <= p.start < sentence.end and p.marked]
    inside = [p for p in near if p.start in own]
    for group, resort in ((inside, "clause"), (near, "clause")):
        for located in sorted(group, key=lambda p: (p.start < head, abs(p.start - head))):
            country = located.place.country or _country_near(places, located)
            return located.place.model_copy(update={"resort": resort, "country": country}), ""
    return None, "no place is named with the act"


def _country_near(places: list[Located], of: Located) -> str | None:
    """The country of the nearest known place: an unknown hamlet lies where its neighbours in the text lie."""
    return next(_countries_outward(places, of), None)


def _countries_outward(places: list[Located], of: Located) -> Iterator[str]:
    for other in sorted(places, key=lambda p: abs(p.start - of.start)):
        if other.place.country:
            yield other.place.country
