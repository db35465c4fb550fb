"""Maps from the outlines that are shipped: the world's countries and Indonesia's provinces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

from saksi.record.aggregates import Spot

# West, south, east, north in degrees.
VIEWS = {
    "world": (-170.0, -56.0, 180.0, 80.0),
    "indonesia": (94.0, -11.6, 142.0, 7.0),
    "asia": (88.0, -13.0, 155.0, 46.0),
    "middle_east": (20.0, 8.0, 64.0, 43.0),
    "europe": (-12.0, 34.0, 60.0, 66.0),
    "africa": (-20.0, -36.0, 54.0, 38.0),
}
_UNIT = 10  # units of the picture in a degree
_RADIUS = (0.0035, 0.024)  # of a spot, the smallest and the greatest, in shares of the picture's width

Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country or province: its code or name, the path that draws it, its rings as corners on the grid."""

    code: str
    path: str
    rings: tuple[tuple[Corner, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Outlines and the grid that their corners lie on, in lines a degree."""

    grid: int
    outlines: tuple[Outline, ...]

    @property
    def scale(self) -> float:
        """Units of the picture in a step of the grid."""
        return _UNIT / self.grid

    def within(self, view: str) -> list[Outline]:
        """The outlines of which some may be seen in ``view``."""
        west, south, east, north = (edge * self.grid for edge in VIEWS[view])
        return [
            o
            for o in self.outlines
            if any(
                min(x for x, _ in ring) <= east
                and max(x for x, _ in ring) >= west
                and min(y for _, y in ring) <= north
                and max(y for _, y in ring) >= south
                for ring in o.rings
            )
        ]

    def at(self, lat: float, lon: float) -> str | None:
        """Which outline holds the point."""
        x, y = lon * self.grid, lat * self.grid
        return next((o.code for o in self.outlines if _inside(x, y, o.rings)), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map in units of the picture; conflict is drawn as a diamond of the same area as a circle."""

    spot: Spot
    x: float
    y: float
    r: float
    conflict: bool

    @property
    def diamond(self) -> str:
        """The path of the diamond."""
        r = round(self.r * 1.253, 2)
        return f"M{self.x} {round(self.y - r, 2)}l{r} {r} {-r} {r} {-r} {-r}z"


@cache
def sheet(name: str) -> Sheet:
    """The outlines in ``maps/<name>.json``, read once."""
    found = json.loads(files("saksi.workbench").joinpath("maps", f"{name}.json").read_text(encoding="utf-8"))
    outlines = []
    for code, rings in found["units"].items():
        paths = "".join(_path(ring) for ring in rings)
        outlines.append(Outline(code, paths, tuple(tuple(_corners(ring)) for ring in rings)))
    return Sheet(found["grid"], tuple(outlines))


def box(view: str) -> str:
    """The ``viewBox`` of one of ``VIEWS``."""
    west, south, east, north = VIEWS[view]
    return f"{west * _UNIT:g} {-north * _UNIT:g} {(east - west) * _UNIT:g} {(north - south) * _UNIT:g}"


def marks(spots: Sequence[Spot], view: str) -> list[Mark]:
    """The places within ``view``, the greatest first, so that the small ones lie on top."""
    west, south, east, north = VIEWS[view]
    seen = [s for s in spots if west <= s.lon <= east and south <= s.lat <= north]
    most = max((s.split.total for s in seen), default=1)
    least, greatest = (share * (east - west) * _UNIT for share in _RADIUS)
    return [
        Mark(
            spot,
            round(spot.lon * _UNIT, 1),
            round(-spot.lat * _UNIT, 1),
            round(max(least, greatest * sqrt(spot.split.total / most)), 2),
            spot.split.conflict > spot.split.cooperation,
        )
        for spot in sorted(seen, key=lambda s: -s.split.total)
    ]


def _corners(steps: Sequence[int]) -> Iterator[Corner]:
    x = y = 0
    for n in range(0, len(steps), 2):
        x, y = x + steps[n], y + steps[n + 1]
        yield x, y


def _path(steps: Sequence[int]) -> str:
    rest = " ".join(f"{steps[n]} {-steps[n + 1]}" for n in range(2, len(steps), 2))
    return f"M{steps[0]} {-steps[1]}l{rest}z"


def _inside(x: float, y: float, rings: Sequence[Sequence[Corner]]) -> bool:
    """Whether a ray from the point crosses the rings an odd number of times."""
    odd = False
    for ring in rings:
        before = ring[-1]
        for corner in ring:
            (x1, y1), (x2, y2) = before, corner
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
            before = corner
    return odd
