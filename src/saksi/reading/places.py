"""Where an act took place: the place its own clause names, else one stated nearby, never a guess without a mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from saksi.gazetteer import Gazetteer
from saksi.reading.context import Context
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Place

_SENTENCES_BACK = 2
_REACH = 8
_FROM = frozenset({"dari", "asal"})


@dataclass(frozen=True, slots=True)
class Located:
    """A place named in the text: its tokens, what is known of it, and the preposition that marks it, if any."""

    start: int
    end: int
    place: Place
    marker: str


def find_places(ctx: Context, tree: Tree, gazetteer: Gazetteer) -> list[Located]:
    """All places the article names, in text order."""
    found: list[Located] = []
    for start, end in _named(ctx):
        name = ctx.doc[start:end].text
        country = gazetteer.country_of(name)
        known = gazetteer.place(name, country)
        first, last = ctx.doc[start], ctx.doc[end - 1]
        span = (first.idx, last.idx + len(last))
        if known is not None:
            place = Place(
                name=name, country=known.country, lat=known.lat, lon=known.lon, geonameid=known.geonameid, span=span
            )
        else:
            place = Place(name=name, country=country, span=span)
        found.append(Located(start, end, place, _marker(tree, start)))
    return found


def _named(ctx: Context) -> list[tuple[int, int]]:
    """Token ranges of place names: mentions of countries and places, and what else the recogniser calls a place.

    A day's name or an agency that the recogniser took for a place is none.
    """
    spans: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for mention in ctx.parties.mentions:
        if mention.kind != "name" or mention.entity < 0:
            continue
        taken.update(range(mention.start, mention.end))
        if ctx.parties.entity(mention.entity).kind in {"country", "place"}:
            spans.add((mention.start, mention.end))
    dated = [t.span for t in ctx.times]
    for ent in ctx.doc.ents:
        if ent.label_ != "LOC" or not ent.text[:1].isupper() or not taken.isdisjoint(range(ent.start, ent.end)):
            continue
        if not any(s < ent.end_char and e > ent.start_char for s, e in dated):
            spans.add((ent.start, ent.end))
    return sorted(spans)


def _marker(tree: Tree, start: int) -> str:
    """The preposition of place before token ``start``, through area nouns and names ("di Istana Negara, Jakarta")."""
    if tree.base[start] == "nsubj":
        return ""
    words = word_sets("places")
    for i in range(start - 1, max(tree.sent_start[start], start - _REACH) - 1, -1):
        word = tree.lower[i]
        if word in words["at"]:
            return word
        if word not in words["area"] and word not in {",", "atau"} and tree.pos[i] != "PROPN":
            return ""
    return ""


def choose_place(
    ctx: Context,
    tree: Tree,
    places: list[Located],
    head: int,
    clause: list[int],
    physical: bool,
    struck: str | None,
    away_from: frozenset[str],
    dateline: Place | None,
) -> tuple[Place | None, str]:
    """The place of the act headed by ``head`` and, when there is none, the reason in a sentence.

    A marked place ("di Taiz") in the act's clause wins, the nearest behind the act first; then one in the sentence,
    then one in the ``struck`` country. For a ``physical`` act (one that happens somewhere, as
    an attack does) a place marked in the two sentences before follows, and at last ``dateline``; each is marked by its
    ``resort``. A place that something comes from counts less than one
    where it is or goes; ``away_from`` are countries where the act cannot have been.
    """
    own = set(clause)
    sentence = ctx.sentence_at(ctx.doc[head].idx)
    marked = [p for p in places if p.marker]
    near = [p for p in marked if sentence.start <= p.start < sentence.end]
    here = [p for p in near if p.marker not in _FROM and p.place.country not in away_from]
    named = [p for p in places if sentence.start <= p.start < sentence.end]
    target = [p for p in named if struck is not None and p.place.country == struck]
    for group in ([p for p in here if p.start in own], here, target, near):
        if group:
            nearest = min(group, key=lambda p: (p.start < head, abs(p.start - head)))
            return _resolved(places, nearest, "clause"), ""
    if not physical:
        return None, "no place is named with the act"
    earliest = ctx.sentences[max(0, sentence.number - _SENTENCES_BACK)].start
    before = [p for p in marked if earliest <= p.start < sentence.start and p.place.country not in away_from]
    if before:
        return _resolved(places, before[-1], "paragraph"), ""
    if dateline is not None:
        return dateline.model_copy(update={"resort": "dateline"}), ""
    return None, "no place is named with the act or shortly before it"


def dateline_place(ctx: Context, gazetteer: Gazetteer) -> Place | None:
    """The place the article was filed from, as its dateline gives it."""
    line = ctx.article.dateline
    known = gazetteer.place(line.place) if line is not None else None
    if line is None or known is None:
        return None
    return Place(
        name=line.place,
        country=known.country,
        lat=known.lat,
        lon=known.lon,
        geonameid=known.geonameid,
        span=line.span,
    )


def _resolved(places: list[Located], located: Located, resort: Literal["clause", "paragraph"]) -> Place:
    country = located.place.country or _country_near(places, located)
    return located.place.model_copy(update={"resort": resort, "country": country})


def _country_near(places: list[Located], of: Located) -> str | None:
    """The country of the nearest known place: an unknown hamlet lies where its neighbours in the text lie."""
    return next(_countries_outward(places, of), None)


def _countries_outward(places: list[Located], of: Located) -> Iterator[str]:
    for other in sorted(places, key=lambda p: abs(p.start - of.start)):
        if other.place.country:
            yield other.place.country
