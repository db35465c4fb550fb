"""Who a name is to the embargoes: a state, a force a regime names, a force outside any government, or unknown.

Names come from the regimes' own lists, from the gazetteer and from the tables of ISO 3166; spellings and
transliterations are compared with rapidfuzz after sounds that are written in several ways are made one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from saksi.gazetteer import Gazetteer
from saksi.gazetteer.matching import PhraseTree, fold
from saksi.report import Entity
from saksi.watch import countries
from saksi.watch.regimes import Named, read_yaml, regimes
from saksi.watch.transfer import Kind, Party

SURE = 88.0
"""From this likeness (0-100) on two spellings are one name; measured by ``tests/watch/names.tsv``."""
NEAR = 60.0
_WHOLE = 9  # letters from which a name may differ in a consonant
_SHORT = 4  # letters up to which a name must stand letter by letter: GNA is not GNU
_STATE_SECTORS = frozenset(("GOV", "MIL", "SPY", "COP"))
_FORCE_SECTORS = frozenset(("REB", "PRM", "UAF", "CRM"))
_BODIES = frozenset(("UNO", "EUR", "IGO", "NGO", "MNC", "ISM"))


def resolve(name: str) -> Party:
    """The party that ``name`` (a name in English or Indonesian, or an ISO 3166 code) stands for."""
    said = " ".join(name.split())
    return (
        _code(said, 3)
        or _abbreviated(said)
        or _state(said)
        or _listed(said)
        or _code(said, 2)
        or _gazetteer(said)
        or _groups(said)
        or _titled(said)
        or _bare(said)
        or _somewhere(said)
        or _capitals(said)
        or _alike(said)
        or Party(said, near=tuple(nearest(said)))
    )


def of_entity(entity: Entity) -> Party | None:
    """The party that an entity of a report is; None where it is none to an embargo (a newspaper, the UN).

    A regime's own names come first, then the entity's country and sectors.
    """
    forms = (entity.name, *entity.aliases)
    named = list(dict.fromkeys(n for form in forms for n in _named(form, entity.country)))
    if not named and set(entity.sectors) & _FORCE_SECTORS:  # "pasukan Al-Qaeda", "kelompok bersenjata M23"
        found = (_bare(form) for form in forms)
        named = list(dict.fromkeys(n for party in found if party for n in party.named))
    country = entity.country if entity.country not in _BODIES and entity.country != "IMG" else None
    sectors = set(entity.sectors)
    if entity.kind == "country" or (entity.kind == "place" and "GOV" in sectors):
        return Party(entity.name, country, "state") if country else None
    if named:
        party = _from_named(entity.name, named)
        return Party(entity.name, country or party.country, party.kind, party.named)
    if entity.country in _BODIES or "JRN" in sectors:
        return None
    if (entity.sectors and entity.sectors[0] in _FORCE_SECTORS) or (sectors & _FORCE_SECTORS and not sectors & {"GOV"}):
        return Party(entity.name, country, "force")
    if sectors & _STATE_SECTORS and country:
        return Party(entity.name, country, "state")
    return None


def named_in(text: str, start: int, end: int) -> list[tuple[int, int, Party]]:
    """Parties that ``text[start:end]`` names, by a regime's own names or as "geng Haiti", from left to right."""
    words = [(m.start(), m.end()) for m in re.compile(r"[\w’'-]+").finditer(text, start, end)]
    said = [text[first:last] for first, last in words]
    found: list[tuple[int, int, Party]] = []
    for first, last, form in _tree().scan([w.lower() for w in said]):
        if any(w[:1].isupper() for w in said[first:last]) and not _country_code(form):
            found.append((words[first][0], words[last - 1][1], _from_named(form, _forms()[form])))
    for match in _heads().finditer(text, start, end):
        if party := _built(match.group()):
            found.append((*match.span(), party))
    return sorted(found, key=lambda one: (one[0], -one[1]))


def led(head: str, behind: str) -> Party | None:
    """The party of a bare "pasukan" with the name that stands behind it: "pasukan" + " Jenderal X ...".

    None where ``head`` is no bare word of that kind or nobody known stands behind.
    """
    if not is_bare(head):
        return None
    name = re.match(r"(?:\s+[A-Z][\w’'-]*){1,5}", behind)
    words = name.group().split() if name else []
    for length in range(len(words), 0, -1):
        said = " ".join((head, *words[:length]))
        party = _listed(said) or _groups(said) or _titled(said) or _bare(said)
        if party is not None:
            return party
    return None


def is_private(entity: Entity) -> bool:
    """Whether an entity that is no party to an embargo may supply all the same: a firm, a smuggler, a person."""
    public = entity.country in _BODIES or "JRN" in entity.sectors or is_bare(entity.name)
    return entity.kind in ("organisation", "person", "group") and not public


def is_bare(name: str) -> bool:
    """Whether ``name`` is a word like "pasukan" that names nobody alone."""
    return name.lower() in _rules()["bare_heads"]


@cache
def _heads() -> re.Pattern[str]:
    heads = sorted((*_rules()["government_heads"], *_rules()["force_heads"]), key=lambda head: (-len(head), head))
    joined = "|".join(map(re.escape, heads))
    return re.compile(rf"(?<![\w-])(?i:{joined})\s+(?:di\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?")


def nearest(name: str, count: int = 3) -> list[str]:
    """Known names that look or sound most like ``name``, the nearest first."""
    from rapidfuzz import fuzz, process

    table, said = _skeletons(), skeleton(name)
    whole = process.extract(said, list(table), scorer=fuzz.ratio, limit=count, score_cutoff=NEAR)
    parts = process.extract(said, list(table), scorer=fuzz.WRatio, limit=count * 3, score_cutoff=NEAR)
    return list(dict.fromkeys(table[key] for key, _, _ in (*whole, *parts)))[:count]


def is_country(name: str) -> bool:
    """Whether ``name`` is that of a country (or of a capital that stands for it)."""
    return _country_code(name) is not None


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_yaml("names.yaml")
    return rules


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), into) for pattern, into in _rules()["sounds"])


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """``name`` as it sounds: folded, without articles, with one letter for each sound."""
    said = fold(name)
    for pattern, into in _sounds():
        said = pattern.sub(into, said)
    return " ".join(said.split())


@cache
def _forms() -> dict[str, tuple[Named, ...]]:
    """The regimes' names, folded (short ones as they are written), each with all entries that bear it."""
    found: dict[str, tuple[Named, ...]] = {}
    for regime in regimes().values():
        for named in regime.named:
            for form in named.forms:
                found[_key(form)] = (*found.get(_key(form), ()), named)
    return found


def _key(form: str) -> str:
    return form if len(form) <= _SHORT and form.isupper() else fold(form)


@cache
def _tree() -> PhraseTree[str]:
    tree: PhraseTree[str] = PhraseTree()
    for form in _forms():
        if len(form) > _SHORT:
            tree.add(form, form, any_case=True)
    return tree


@cache
def _skeletons() -> dict[str, str]:
    """How each known name sounds, with the name as it is shown."""
    found: dict[str, str] = {}
    for regime in regimes().values():
        for named in regime.named:
            for form in named.forms:
                found.setdefault(skeleton(form), form)
    for entry in Gazetteer.load().entries:
        if entry.category in ("country", "armed"):
            for form in entry.forms:
                found.setdefault(skeleton(form), form)
    for name in countries.names():
        found.setdefault(skeleton(name), name.title())
    return {key: form for key, form in found.items() if len(key) >= _SHORT - 1}


def _named(form: str, country: str | None = None) -> tuple[Named, ...]:
    """The entries of regimes that bear ``form``; a name shared by several countries' bodies needs ``country``."""
    found = _forms().get(_key(form), ())
    if country and any(n.country == country for n in found):
        return tuple(n for n in found if n.country in (country, None))
    return found


def _code(said: str, letters: int) -> Party | None:
    if len(said) != letters or not said.isascii() or not said.isupper():
        return None
    code = countries.code(said)
    return Party(countries.name(code), code, "state") if code else None


def _abbreviated(said: str) -> Party | None:
    code = _rules()["abbreviations"].get(said)
    return Party(countries.name(code), code, "state") if code else None


def _somewhere(said: str) -> Party | None:
    """What stands before "di Yaman" or a bracket: "pemberontak Houthi di Yaman", "Pasukan Dukungan Cepat (RSF)"."""
    found = re.fullmatch(r"(.+?)(?:\s+(?:di|in|dari|asal)\s+[\w\s-]+|\s*\([^()]*\))", said)
    if found is None:
        return None
    party = resolve(found.group(1))
    return None if party.kind == "unknown" else Party(said, party.country, party.kind, party.named, party.near)


def _capitals(said: str) -> Party | None:
    """A code or short name in small letters or with a hyphen too many: "lby", "gna", "M-23"."""
    form = said.replace("-", "").replace(".", "").upper()
    if form == said or not 2 <= len(form) <= _SHORT or not form.isalnum():
        return None
    party = _code(form, 3) or _abbreviated(form) or _state(form) or _listed(form) or _code(form, 2)
    return Party(said, party.country, party.kind, party.named) if party else None


def _listed(said: str) -> Party | None:
    found = _named(said)
    return _from_named(said, found) if found else None


def _from_named(said: str, found: Iterable[Named]) -> Party:
    named = tuple(found)
    built = _built(said)  # "pemerintah Libya" stands for whichever government is the recognised one
    kind: Kind = built.kind if built is not None else "force"
    return Party(said, next((n.country for n in named if n.country), None), kind, named)


def _state(said: str) -> Party | None:
    code = _country_code(said)
    return Party(said, code, "state") if code else None


def _country_code(said: str) -> str | None:
    entry = Gazetteer.load().lookup(said) or Gazetteer.load().lookup(said.title())
    if entry is not None and entry.category in ("country", "capital", "demonym"):
        return entry.country
    return countries.names().get(fold(said))


def _gazetteer(said: str) -> Party | None:
    book = Gazetteer.load()
    entry = book.lookup(said)
    if entry is not None:
        named = tuple(dict.fromkeys(n for form in entry.forms for n in _named(form)))
        if named:
            return _from_named(said, named)
        kind: Kind = "force" if set(entry.sectors) & _FORCE_SECTORS else "state"
        if entry.country in _BODIES:
            return Party(said, None, "state")  # no country's, but known, and under no embargo
        if not (set(entry.sectors) & (_FORCE_SECTORS | _STATE_SECTORS)):
            return None
        return Party(said, None if entry.country == "IMG" else entry.country, kind)
    office = book.holder(said, None)
    if office is None or not office.country or office.country in _BODIES:
        return None
    if named := tuple(dict.fromkeys(n for form in office.forms for n in _named(form))):
        return _from_named(said, named)
    return Party(said, office.country, "force" if set(office.sectors) & _FORCE_SECTORS else "state")


def _built(said: str) -> Party | None:
    """ "pemerintah Mali", "milisi Libya", "Malian rebels": a head or tail with a country."""
    said, rules = " ".join(said.split()), _rules()
    low = said.lower()
    kinds: tuple[tuple[str, Kind], ...] = (("government", "state"), ("force", "force"))
    for group, kind in kinds:
        for head in sorted(rules[f"{group}_heads"], key=len, reverse=True):
            if low.startswith(head + " ") and (code := _country_code(said[len(head) + 1 :].removeprefix("di "))):
                return Party(said, code, kind)
        for tail in rules[f"{group}_tails"]:
            if low.endswith(" " + tail) and (code := _country_code(said[: -len(tail) - 1].removeprefix("the "))):
                return Party(said, code, kind)
    return None


def _groups(said: str) -> Party | None:
    """What ``_built`` finds; rebels or militias of a country get the known groups there as their nearest names."""
    party = _built(said)
    if party is None or party.kind != "force":
        return party
    there = [e.name for e in Gazetteer.load().entries if e.category == "armed" and e.country == party.country]
    return Party(said, party.country, party.kind, near=tuple(list(dict.fromkeys([*there, *nearest(said)]))[:3]))


def _titled(said: str) -> Party | None:
    """A listed name among titles, countries and commas: "Menteri Pertahanan Turki, Jenderal X"."""
    words = re.findall(r"[^\s,()]+", said)
    best: tuple[int, int, str] | None = None
    for found in _tree().scan([w.lower() for w in words]):
        if best is None or found[1] - found[0] > best[1] - best[0]:
            best = found
    if best is None:
        return None
    rest = [w for n, w in enumerate(words) if not best[0] <= n < best[1]]
    titles = set(_rules()["titles"])
    if not (
        all(w.lower().strip(".") in titles or _country_code(w) or _key(w) in _forms() for w in rest)
        or _only_titles(" ".join(rest).lower(), titles)
    ):
        return None
    if code := _country_code(best[2]):  # "PM Libya": the State, whatever an old embargo called it
        return Party(said, code, "state")
    party = _from_named(said, _forms()[best[2]])
    return None if len(rest) == 1 and _elsewhere(said, party) else party


def _bare(said: str) -> Party | None:
    """What is left without the titles at both ends: "kelompok M23", "M23 rebels"."""
    words, titles = said.replace(",", " ").split(), set(_rules()["titles"])
    first, last = 0, len(words)
    while first < last and words[first].lower().strip(".") in titles:
        first += 1
    while last > first and words[last - 1].lower().strip(".") in titles:
        last -= 1
    if first == last or last - first == len(words):
        return None
    rest = " ".join(words[first:last])
    party = _state(rest) or _listed(rest) or _gazetteer(rest) or _alike(rest)
    return Party(said, party.country, party.kind, party.named) if party else None


def _only_titles(rest: str, titles: set[str]) -> bool:
    for title in sorted(titles, key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(title)}\b", "", rest)
    return not rest.strip(" .")


def _alike(said: str) -> Party | None:
    """The one listed party, state or group whose name sounds the same."""
    from rapidfuzz import fuzz, process

    key = skeleton(said)
    if len(key) <= _SHORT:
        return None
    table = [name for name in _skeletons() if len(name) > _SHORT]
    found = process.extract(key, table, scorer=fuzz.ratio, limit=3, score_cutoff=SURE)
    if not found:
        return None
    if len(key) < _WHOLE:  # one more consonant makes a short name another: Selekta is not Seleka
        found = [one for one in found if _consonants(one[0]) == _consonants(key)]
    head, _, rest = key.partition(" ")
    if head in _rules()["bare_heads"]:  # a common first word makes no two names alike
        found = [one for one in found if fuzz.ratio(one[0].partition(" ")[2], rest) >= SURE]
    best = [_skeletons()[name] for name, score, _ in found if score >= found[0][1] - 0.01]
    parties = {p for p in map(_known, best) if p is not None}
    if len(parties) != 1:
        return None
    party = parties.pop()
    return None if _elsewhere(said, party) else Party(said, party.country, party.kind, party.named)


def _consonants(key: str) -> str:
    return re.sub("[aiu ]", "", key)


def _elsewhere(said: str, party: Party) -> bool:
    """Whether ``said`` names another country than the party's: "Al-Shabab Mozambik" is not the Somali one."""
    words = [w.strip(",.()") for w in said.split()]
    pairs = [" ".join(two) for two in pairwise(words)]
    named = {code for word in (*words, *pairs) if (code := _country_code(word))}
    return bool(party.country and len(words) > 1 and named and party.country not in named)


def _known(form: str) -> Party | None:
    party = _state(form) or _listed(form) or _gazetteer(form)
    return Party("", party.country, party.kind, party.named) if party else None
