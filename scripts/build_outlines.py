"""Makes the outlines of the workbench's maps from Natural Earth; what came out lies in ``src/saksi/workbench/maps``.

    npm pack world-atlas@2.0.2              # countries-50m.json: Natural Earth 4.1, 1:50 million
    apt-get download qgis-common            # world_map.gpkg: Natural Earth, 1:10 million, first-order units
    python scripts/build_outlines.py countries-50m.json world_map.gpkg

Corners are moved to a grid, so that neighbours keep a common border; rings that vanish are left out.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pycountry

Ring = list[tuple[float, float]]
MAPS = Path(__file__).parent.parent / "src/saksi/workbench/maps"
WORLD, PROVINCES = 10, 25  # grid lines a degree
# Natural Earth draws these apart and gives them no number of ISO 3166-1: their code, or whose they are there.
UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
PROVINCE_NAMES = {
    "Bangka-Belitung": "Kepulauan Bangka Belitung",
    "Jakarta Raya": "DKI Jakarta",
    "Yogyakarta": "DI Yogyakarta",
}


def main() -> None:
    """Write both files."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    write("world.json", WORLD, countries(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
    write("indonesia.json", PROVINCES, provinces(sys.argv[2]))


def write(name: str, grid: int, found: Iterable[tuple[str, list[Ring]]]) -> None:
    """One line a unit: its code or name, then its rings as steps on the grid from corner to corner."""
    units: dict[str, list[list[int]]] = {}
    for code, rings in found:
        steps = [made for ring in rings for part in unrolled(ring) if (made := stepped(part, grid))]
        units.setdefault(code, []).extend(steps)
    lines = [
        f"{json.dumps(code, ensure_ascii=False)}:{json.dumps(units[code], separators=(',', ':'))}"
        for code in sorted(units)
        if units[code]
    ]
    text = f'{{"grid":{grid},"units":{{\n' + ",\n".join(lines) + "\n}}\n"
    (MAPS / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} units, {len(text) // 1000} kB")


def unrolled(ring: Ring) -> Iterator[Ring]:
    """The ring without a jump from one edge of the map to the other: what lies over the edge, on both sides."""
    turned, found = 0.0, [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        turned += 360 if before - x > 180 else -360 if x - before > 180 else 0
        found.append((x + turned, y))
    yield found
    for shift in (-360, 360):
        if any(-180 < x + shift < 180 for x, _ in found):
            yield [(x + shift, y) for x, y in found]


def stepped(ring: Ring, grid: int) -> list[int]:
    """The ring as x, y, dx, dy, dx, dy ... in grid steps; empty when nothing of it is left."""
    corners: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x * grid), round(y * grid)
        if corners and point == corners[-1]:
            continue
        while len(corners) >= 2 and straight(corners[-2], corners[-1], point):
            corners.pop()
        if not corners or point != corners[-1]:
            corners.append(point)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        return []
    steps = list(corners[0])
    for before, after in pairwise(corners):
        steps += [after[0] - before[0], after[1] - before[1]]
    return steps


def straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether the three lie on one line."""
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def countries(topology: dict) -> Iterator[tuple[str, list[Ring]]]:
    """The countries of a TopoJSON by ISO 3166 alpha-3; Antarctica, where nobody is reported, is left out."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((x * sx + tx, y * sy + ty))
    for unit in topology["objects"]["countries"]["geometries"]:
        known = pycountry.countries.get(numeric=str(unit.get("id", "")).zfill(3))
        code = known.alpha_3 if known else UNNUMBERED.get(unit["properties"]["name"], "")
        if code == "ATA" or unit.get("type") is None:
            continue
        polygons = unit["arcs"] if unit["type"] == "MultiPolygon" else [unit["arcs"]]
        yield (
            code or f"-{unit['properties']['name']}",
            [
                [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
                for polygon in polygons
                for ring in polygon
            ],
        )


def provinces(path: str) -> Iterator[tuple[str, list[Ring]]]:
    """The provinces of Indonesia in a GeoPackage."""
    asked = "SELECT name, geom FROM states_provinces WHERE adm0_a3 = 'IDN' ORDER BY name"
    with sqlite3.connect(path) as database:
        for name, blob in database.execute(asked):
            yield PROVINCE_NAMES.get(name, str(name)), list(rings(blob))


def rings(blob: bytes) -> Iterator[Ring]:
    """The rings of a (multi)polygon in GeoPackage binary: a header, then well-known binary."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    at = 8 + envelope

    def number(code: str) -> float:
        nonlocal at
        size = struct.calcsize(code)
        (value,) = struct.unpack_from(("<" if order else ">") + code, blob, at)
        at += size
        return value

    def polygon() -> Iterator[Ring]:
        for _ in range(int(number("I"))):
            yield [(number("d"), number("d")) for _ in range(int(number("I")))]

    order = blob[at]
    at += 1
    if int(number("I")) % 1000 == 3:
        yield from polygon()
        return
    for _ in range(int(number("I"))):
        order = blob[at]
        at += 1
        number("I")
        yield from polygon()


if __name__ == "__main__":
    main()
