"""The places an article names: countries, towns, and the venues ("di Gedung DPR") at which acts take place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from saksi.gazetteer import Gazetteer
from saksi.gazetteer.entries import PlaceEntry
from saksi.reading.context import Context
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Place

_REACH = 8
_BACK = 2
_NAMED = 8
_CHAIN = 6
_COMMAS = frozenset({",", "("})
_HOME = "IDN"  # what lies there is named without the country
_UNIQUE = frozenset({"PCLI", "PCLD", "PCLS", "PPLC"})  # whose name means no namesake elsewhere
_LARGE = frozenset({"PCLI", "PCLD", "PCLS", "PPLC", "ADM1"})  # features of states, provinces and capitals
_NO_STATE = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})


@dataclass(frozen=True, slots=True)
class Located:
    """A place named in the text: its tokens, what is known of it, and the preposition that marks it, if any.

    A ``venue`` is a building, a square or the like, a ``state`` a country as a whole; ``stateless`` is a known sea,
    strait or region that lies in no one state.
    """

    start: int
    end: int
    place: Place
    marker: str
    venue: bool = False
    state: bool = False
    stateless: bool = False


def find_places(ctx: Context, tree: Tree, gazetteer: Gazetteer) -> list[Located]:
    """All places the article names, in text order."""
    found: list[Located] = []
    states = _states(ctx)
    for start, end in _named(ctx):
        if tree.lower[max(start - 1, 0)] in word_sets("places")["origin"]:
            continue
        name = ctx.doc[start:end].text
        if gazetteer.joins_names(name):
            continue
        country = gazetteer.country_of(name)
        known = gazetteer.place(name, country)
        if known is not None and known.feature not in _UNIQUE and known.country not in states:
            there = (p for c in states if (p := gazetteer.place(name, c)) and p.country == c)
            far = bool(states) and known.feature == "PPL" and known.country != _HOME  # a village of that name elsewhere
            known = next(there, None if far else known)
        if known is None and country is None:
            known = _inside(gazetteer, name)
        first, last = ctx.doc[start], ctx.doc[end - 1]
        span = (first.idx, last.idx + len(last))
        if known is not None:
            place = Place(
                name=name, country=known.country, lat=known.lat, lon=known.lon, geonameid=known.geonameid, span=span
            )
        else:
            place = Place(name=name, country=country, span=span)
        state = country is not None and (known is None or known.feature.startswith("PCL"))
        stateless = known is not None and known.country is None
        found.append(Located(start, end, place, _marker(tree, start), state=state, stateless=stateless))
    found = sorted([*found, *_own_lands(ctx, tree)], key=lambda p: p.start)
    found = _innermost(tree, gazetteer, _with_venues(ctx, tree, gazetteer, found, states))
    found = sorted([*found, *_there(ctx, tree, found)], key=lambda p: p.start)
    return [_with_country(ctx, found, p) for p in found]


def _own_lands(ctx: Context, tree: Tree) -> Iterator[Located]:
    """The lands of those spoken of: "keadaan darurat di wilayahnya", "menutup ruang udara negaranya"."""
    for i, word in enumerate(tree.lower):
        if word not in word_sets("places")["own_land"]:
            continue
        doer = next((c for v in tree.ancestors(i) if (c := tree.child(v, "nsubj")) is not None and c < i), i)
        owners = ctx.parties.resolve_owner(ctx.doc[doer]) or ctx.parties.resolve_owner(ctx.doc[i])
        for number in owners[:1]:
            owner = ctx.parties.entity(number)
            if owner.country is not None and owner.country not in _NO_STATE:
                span = (ctx.doc[i].idx, ctx.doc[i].idx + len(ctx.doc[i]))
                state = owner.kind == "country"
                name = owner.name if state else _state_named(ctx, owner.country) or ctx.doc[i].text
                place = Place(name=name, country=owner.country, span=span)
                yield Located(i, i + 1, place, _marker(tree, i), state=state)


def _state_named(ctx: Context, code: str) -> str | None:
    """The name of the state ``code`` in the article."""
    named = (ctx.parties.entity(m.entity) for m in ctx.parties.mentions if m.entity >= 0)
    return next((e.name for e in named if e.kind == "country" and e.country == code), None)


def _there(ctx: Context, tree: Tree, found: list[Located]) -> Iterator[Located]:
    """The place named last, where "di sana" takes it up again within the next sentences."""
    for i in range(1, len(tree.lower)):
        if tree.lower[i] not in word_sets("places")["there"] or tree.lower[i - 1] != "di":
            continue
        before = [p for p in found if p.end < i and p.place.country and p.marker]
        here = ctx.sentence_at(ctx.doc[i].idx).number
        if before and here - ctx.sentence_at(ctx.doc[before[-1].start].idx).number <= _BACK:
            span = (ctx.doc[i].idx, ctx.doc[i].idx + len(ctx.doc[i]))
            place = before[-1].place.model_copy(update={"span": span})
            yield replace(before[-1], start=i, end=i + 1, place=place, marker="di")


def _inside(gazetteer: Gazetteer, name: str) -> PlaceEntry | None:
    """What lies in the state, province or capital that its own name ends or begins with ("Lembah Rift Kenya")."""
    words = name.split()
    for start, end in ((n, m) for n in range(len(words)) for m in range(len(words), n, -1)):
        if (start == 0) == (end == len(words)) or not words[start][:1].isupper():
            continue
        known = gazetteer.place(" ".join(words[start:end]))
        if known is not None and known.country and known.feature in _LARGE:
            return replace(known, name=name, lat=None, lon=None, geonameid=None, feature="")
    return None


def _states(ctx: Context) -> list[str]:
    """Codes of the countries the article names, the most often named first: of two towns of a name one lies there.

    Lands without a government of their own count as their countries: Rafah is in Palestine where Gaza is named.
    """
    named = (ctx.parties.entity(m.entity) for m in ctx.parties.mentions if m.entity >= 0)
    lands = word_sets("arguments")["lands"]
    counts = Counter(e.country for e in named if e.country and (e.kind == "country" or e.name.casefold() in lands))
    return [code for code, _ in counts.most_common()]


def _innermost(tree: Tree, gazetteer: Gazetteer, places: list[Located]) -> list[Located]:
    """``places`` without those that only tell where another one lies ("di Istana Bogor, Jawa Barat").

    The one that lies there takes over their country.
    """
    kept: list[Located] = []
    end = -2
    for p in places:
        if kept and tree.lower[end : p.start] == ["di"] and not kept[-1].state:
            inside = gazetteer.place(kept[-1].place.name, p.place.country)
            if inside is not None and inside.country == p.place.country:  # "kota Bara di Kordofan Utara"
                kept[-1] = replace(kept[-1], place=_point(kept[-1].place, inside))
        if not (kept and kept[-1].marker and _only_names(tree, end, p.start)):
            kept.append(p)
        elif p.place.country is not None and kept[-1].place.country != p.place.country and not kept[-1].state:
            inner = kept[-1]  # but "Vatikan, Roma" stays a state
            known = gazetteer.place(inner.place.name, p.place.country)
            right = known if known is not None and known.country == p.place.country else None
            point = (right.lat, right.lon, right.geonameid) if right else (None, None, None)
            place = inner.place.model_copy(
                update={"country": p.place.country, "lat": point[0], "lon": point[1], "geonameid": point[2]}
            )
            kept[-1] = replace(inner, place=place)
        end = p.end
    return kept


def _point(place: Place, known: PlaceEntry) -> Place:
    """``place`` with the country and point of ``known``."""
    found = {"country": known.country, "lat": known.lat, "lon": known.lon, "geonameid": known.geonameid}
    return place.model_copy(update=found)


def _only_names(tree: Tree, start: int, end: int) -> bool:
    """Whether nothing but commas, and names between them, stands from token ``start`` to ``end``."""
    between = range(start, end)
    if not 0 < len(between) <= _CHAIN or tree.words[start] not in _COMMAS or tree.words[end - 1] not in _COMMAS:
        return False
    return all(tree.words[i] in _COMMAS or tree.words[i][0].isupper() for i in between)


def _with_venues(
    ctx: Context, tree: Tree, gazetteer: Gazetteer, places: list[Located], states: list[str]
) -> list[Located]:
    """``places`` and the venues the article names; a venue takes the place of the town in its name."""
    venues = []
    for start, end in _venues(ctx, tree):
        inner = [p for p in places if start <= p.start < end]
        if any(p.end == end and (p.start == start or tree.lower[start] in word_sets("places")["area"]) for p in inner):
            continue
        first, last = ctx.doc[start], ctx.doc[end - 1]
        name = ctx.text[first.idx : last.idx + len(last)]
        known = gazetteer.place(name, None)
        country = known.country if known is not None else None
        behind = _behind(tree, places, end)
        if behind is not None and (known is None or country != behind):
            known, country = None, behind
        if country is None:
            country = _town_behind(ctx, gazetteer, start, end, states)
        abroad = tree.lower[start] in word_sets("places")["missions"]  # not in the state that it is of
        if country is None and not abroad:
            country = next((p.place.country for p in inner if p.place.country), None) or _of_party(ctx, start, end)
        place = Place(name=name, country=country, span=(first.idx, last.idx + len(last)))
        if known is not None:
            place = place.model_copy(update={"lat": known.lat, "lon": known.lon, "geonameid": known.geonameid})
        venues.append(Located(start, end, place, tree.lower[start - 1], venue=True))
    covered = {i for v in venues for i in range(v.start, v.end)}
    kept = [p for p in places if p.start not in covered]
    return sorted([*kept, *venues], key=lambda p: p.start)


def _behind(tree: Tree, places: list[Located], end: int) -> str | None:
    """The country of the place behind a venue that ends at ``end``: "di Rumah Sakit Al Saudi di kota Nyala, Sudan"."""
    at = end
    for p in places:
        if p.start >= end:
            if not (p.start <= at + 2 + (p.marker == "di")):
                return None
            if p.place.country:
                return p.place.country
            at = p.end
    return None


def _venues(ctx: Context, tree: Tree) -> Iterator[tuple[int, int]]:
    """Token ranges of names behind "di" that open with a noun for a venue ("di Kantor Gubernur Riau")."""
    nouns, areas = word_sets("places")["venue"], word_sets("places")["area"]
    dated = [t.span for t in ctx.times]
    for i, word in enumerate(tree.lower[:-1]):
        opens = tree.lower[i + 1]
        if word != "di" or not (opens in nouns or (opens in areas and tree.words[i + 1][0].isupper())):
            continue
        end = i + 2
        limit = min(tree.sent_end[i], end + _NAMED)
        while end < limit and (tree.words[end][0].isupper() or tree.words[end][0].isdigit()):
            if any(s <= tree.starts[end] < e for s, e in dated):
                break
            end += 1
        if end > i + 2:
            yield i + 1, end


def _town_behind(ctx: Context, gazetteer: Gazetteer, start: int, end: int, states: list[str]) -> str | None:
    """The country of the town that ends the name of a venue: "Istana Constantine St Petersburg"."""
    for first in range(start + 1, end):
        known = gazetteer.place(ctx.doc[first:end].text)
        if known is not None and known.country and (known.feature != "PPL" or known.country in (_HOME, *states)):
            return known.country
    return None


def _of_party(ctx: Context, start: int, end: int) -> str | None:
    """The country of the party in whose name tokens ``start`` to ``end`` a venue stands ("di Kantor DPP PAN")."""
    for i in range(start, end):
        mention = ctx.parties.mention_at(ctx.doc[i])
        if mention is not None and mention.entity >= 0:
            country = ctx.parties.entity(mention.entity).country
            if country and country not in _NO_STATE:
                return country
    return None


def _named(ctx: Context) -> list[tuple[int, int]]:
    """Token ranges of place names: mentions of countries and places, and what else the recogniser calls a place.

    A day's name or an agency that the recogniser took for a place is none.
    """
    spans: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for mention in ctx.parties.mentions:
        if mention.kind == "nominal":
            taken.add(mention.start)  # "Serikat buruh", whatever the recogniser makes of its first word
        if mention.kind != "name" or mention.entity < 0:
            continue
        taken.update(range(mention.start, mention.end))
        if ctx.parties.entity(mention.entity).kind in {"country", "place"}:
            spans.add((mention.start, mention.end))
    dated = [t.span for t in ctx.times]
    for ent in ctx.doc.ents:
        if ent.label_ != "LOC" or not ent.text[:1].isupper() or not taken.isdisjoint(range(ent.start, ent.end)):
            continue
        if len(ent.text.rstrip(".")) == 1 or ent.text.casefold() in word_sets("places")["no_place"]:
            continue  # "tulis Trump di X.", "pejabat Barat"
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


def _with_country(ctx: Context, places: list[Located], located: Located) -> Located:
    """``located``, with the country of what is named nearest to it where its own is unknown: hamlets lie near towns.

    Named in its own sentence, that may be a party ("Raja Belgia di Istana Laeken"); elsewhere it is a place.
    """
    first = located.place.name.partition(" ")[0].lower()
    if located.place.country is not None or located.stateless or first in word_sets("places")["waters"]:
        return located
    country = next(_countries_outward(ctx, places, located), None)
    return replace(located, place=located.place.model_copy(update={"country": country}))


def _countries_outward(ctx: Context, places: list[Located], of: Located) -> Iterator[str]:
    """The countries named around ``of``, its own sentence first, there places before parties, the nearest first."""
    own = ctx.sentence_at(ctx.doc[of.start].idx)
    near = [(False, p.start, p.place.country) for p in places if not p.stateless]
    near += [
        (True, m.start, ctx.parties.entity(m.entity).country)
        for m in ctx.parties.mentions
        if own.start <= m.start < own.end and m.entity >= 0
    ]
    for _, _, country in sorted(
        near, key=lambda one: (not own.start <= one[1] < own.end, one[0], abs(one[1] - of.start))
    ):
        if country and country not in _NO_STATE:
            yield country
