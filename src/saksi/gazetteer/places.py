"""Places by name: an index drawn from GeoNames, and a hand-made table of what Indonesian news calls places."""

from __future__ import annotations

from saksi.gazetteer.entries import PlaceEntry
from saksi.gazetteer.matching import fold
from saksi.gazetteer.tables import read_text, rows

_PREFIXES = (
    "kota", "kabupaten", "kab.", "provinsi", "prov.", "distrik", "kecamatan", "kec.", "wilayah", "daerah", "pulau",
    "negara bagian", "ibu kota", "ibukota", "kawasan", "desa", "kampung", "kelurahan", "negara",
)  # fmt: skip


def place_key(name: str) -> str:
    """A place name for comparing: lower case, no accents, blanks for hyphens."""
    return " ".join(fold(name).replace("-", " ").replace("'", "").split())


def _number(cell: str) -> float | None:
    return float(cell) if cell and cell != "-" else None


class Places:
    """Looks a place up by name; of several the hand-made table's first, then by population."""

    def __init__(self) -> None:
        # Lines stay text until they are asked for: parsing all of them would cost more than a run ever looks up.
        self._lines: dict[str, str] = dict(
            line.split("\t", 1) for line in read_text("geonames.tsv").split("\n") if line and line[0] != "#"
        )
        self._own: dict[str, list[PlaceEntry]] = {}
        for _, cells in rows("places.tsv", 6):
            name, country, feature, lat, lon, forms = cells[:6]
            entry = PlaceEntry(name, country if country != "-" else None, _number(lat), _number(lon), None, feature)
            for form in (name, *(f.strip() for f in forms.split(";") if f.strip())):
                self._own.setdefault(place_key(form), []).append(entry)

    def candidates(self, name: str) -> list[PlaceEntry]:
        """All places called ``name``, the likeliest first."""
        key = place_key(name)
        found = list(self._own.get(key, ()))
        line = self._lines.get(key)
        if line is not None:
            found += [_parse(cell) for cell in line.split("\t")]
        return found

    def find(self, name: str, country: str | None = None) -> PlaceEntry | None:
        """The likeliest place called ``name``, in ``country`` where it has one there.

        "Kota Gaza", "Kabupaten Pati", "Distrik Anggruk" are looked up whole first, then without the leading noun.
        """
        found = self.candidates(name) or self.candidates(_bare(name))
        inside = [place for place in found if place.country == country] if country else []
        return next(iter(inside or found), None)


def _bare(name: str) -> str:
    low = name.lower()
    for prefix in _PREFIXES:
        if low.startswith(prefix + " "):
            return name[len(prefix) + 1 :]
    return name


def _parse(cell: str) -> PlaceEntry:
    name, country, lat, lon, number, feature = cell.split("|")
    return PlaceEntry(name, country, float(lat), float(lon), int(number), feature)
