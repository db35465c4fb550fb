"""Places by name: an index drawn from GeoNames, and a hand-made table of what Indonesian news calls places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from saksi.gazetteer.entries import PlaceEntry
from saksi.gazetteer.matching import fold
from saksi.gazetteer.tables import read_bytes, rows

# What may stand before a place name without being part of it.
_HEADS = frozenset(
    ("kota", "kabupaten", "kab.", "provinsi", "prov.", "distrik", "kecamatan", "kec.", "wilayah", "daerah", "pulau")
) | frozenset(
    ("negara", "ibukota", "kawasan", "desa", "kampung", "kelurahan", "oblast", "prefektur", "kamp", "metropolitan")
)
_LONG_HEADS = ("negara bagian", "ibu kota", "pusat kota", "kamp pengungsi", "bagian")
# Sites that bear the name of the town or state they stand in.
_SITES = frozenset(
    ("bandara", "pelabuhan", "kantor", "gedung", "stasiun", "terminal", "pangkalan", "alun-alun", "balai", "markas")
) | frozenset(
    ("mapolda", "mapolres", "mapolsek", "polda", "polres", "polsek", "pengadilan", "kedutaan", "kbri", "kjri", "wisma")
)
_DIRECTIONS = frozenset(("utara", "selatan", "timur", "barat", "tengah", "tenggara", "timur laut", "barat daya"))
_SITE, _PART = "PLC", "RGN"


def place_key(name: str) -> str:
    """A place name for comparing: lower case, no accents, blanks for hyphens."""
    return " ".join(fold(name).replace("-", " ").replace("'", "").split())


class Places:
    """Looks a place up by name: the hand-made table first, then GeoNames by population.

    The index of GeoNames stays bytes, sorted by name, and is searched by halving: to read all its lines would cost more
    than a run ever looks up.
    """

    def __init__(self) -> None:
        self._index = read_bytes("geonames.tsv")
        self._start = self._index.index(b"\n", self._index.rindex(b"\n#") + 1) + 1
        self._own: dict[str, list[tuple[str, str | None, str, str]]] = {}
        feature, country = "", None
        for _, cells in rows("places.tsv", 3):
            if cells[0].startswith("@"):
                _, feature, state = cells[0].split()
                country = state if state != "-" else None
                continue
            name, where, forms = cells[:3]
            for form in (name, *(f.strip() for f in forms.split(";") if f.strip())):
                self._own.setdefault(place_key(form), []).append((name, country, feature, where))
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def own_names(self, feature: str, country: str) -> list[str]:
        """Names in the hand-made table of what has this feature code in ``country``."""
        named = (row for listed in self._own.values() for row in listed)
        return sorted({row[0] for row in named if (row[2], row[1]) == (feature, country)})

    def find(self, name: str, country: str | None = None) -> PlaceEntry | None:
        """The likeliest place called ``name``, in ``country`` where it has one there.

        What is not listed whole is looked up without its leading noun ("Distrik Anggruk"), without a direction ("Suriah
        utara", "selatan Inggris": feature RGN) and, for a site named after its town ("Bandara Zurich"), by that town
        (feature PLC); the last two keep the asked name, and the point and the state of the place found.
        """
        key = place_key(name)
        if key in _HEADS or key in _SITES or key in _DIRECTIONS:
            return None  # there are villages of such names, but no article means them
        found: Sequence[PlaceEntry] = self.candidates(key)
        if not found:
            found = next(
                (places for text, feature in _parts(name) if (places := self._within(name, text, feature))), ()
            )
        inside = [place for place in found if place.country == country] if country else []
        return next(iter(inside or found), None)

    def _within(self, name: str, text: str, feature: str) -> list[PlaceEntry]:
        found = self.candidates(place_key(text))
        return [replace(p, name=name, geonameid=None, feature=feature) if feature else p for p in found]

    def _candidates(self, key: str) -> tuple[PlaceEntry, ...]:
        own = (self._settle(*row) for row in self._own.get(key, ()))
        return (*own, *self._listed(key))

    def _settle(self, name: str, country: str | None, feature: str, where: str) -> PlaceEntry:
        """An entry of the hand-made table; where it names a town for its point, that town's point."""
        lat: float | None = None
        lon: float | None = None
        if "," in where:
            lat, lon = (float(part) for part in where.split(","))
        elif where:
            town = next((t for t in self._listed(place_key(where)) if t.country == country), None)
            if town is not None:
                # Only the town itself, or another name of it, shares its number; a regency is not its seat.
                if feature.startswith("PPL") or (feature != "ADM1" and place_key(where) == place_key(name)):
                    return replace(town, name=name)
                lat, lon = town.lat, town.lon
        return PlaceEntry(name, country, lat, lon, None, feature)

    def _listed(self, key: str) -> list[PlaceEntry]:
        wanted = key.encode()
        if not wanted or b"\t" in wanted:
            return []
        low, high = self._start, len(self._index)
        while low < high:
            middle = self._index.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._index.find(b"\n", middle)
            end = end if end >= 0 else len(self._index)
            tab = self._index.find(b"\t", middle, end)
            here = self._index[middle:tab]
            if here == wanted:
                return [_parse(cell) for cell in self._index[tab + 1 : end].decode().split("\t")]
            if here < wanted:
                low = end + 1
            else:
                high = middle
        return []


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Shorter names that may stand for ``name``, each with the feature code that ``name`` then has ("": the same)."""
    words = name.split()
    low = [word.lower() for word in words]
    if len(words) < 2:
        return
    start = 0
    while start < len(words) - 1 and (low[start] in _HEADS or " ".join(low[start : start + 2]) in _LONG_HEADS):
        start += 1 if low[start] in _HEADS else 2
        yield " ".join(words[start:]), ""
    if low[-1] in _DIRECTIONS:
        end = -2 if len(words) > 2 and low[-2] == "bagian" else -1
        yield " ".join(words[start:end]), _PART
    if low[start] in _DIRECTIONS:
        yield " ".join(words[start + 1 :]), _PART
    if low[0] in _SITES:
        for first in range(1, len(words)):
            if words[first][:1].isupper():
                yield " ".join(words[first:]), _SITE


def _parse(cell: str) -> PlaceEntry:
    name, country, lat, lon, number, feature = cell.split("|")
    return PlaceEntry(name, country, float(lat), float(lon), int(number), feature)
