"""Timeline, network, matrix and map: what the filters show, drawn, every mark a link to the events behind it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from saksi.record import Filters, aggregates
from saksi.record.aggregates import Extent, Node, Step, Tie
from saksi.workbench.filtering import Chosen, Filtered
from saksi.workbench.pictures import bars, graph, grid, outlines
from saksi.workbench.setting import Here

router = APIRouter()
TIES = 32
SPOTS = 400
STRIP = 84.0  # pixels of the timeline above another picture


class By(StrEnum):
    """Whom a network joins."""

    country = "country"
    party = "party"


class Area(StrEnum):
    """Which part of the world a map shows."""

    world = "world"
    indonesia = "indonesia"
    asia = "asia"
    middle_east = "middle_east"
    europe = "europe"
    africa = "africa"


def address(path: str, filters: Filters, **more: Any) -> str:
    """The address of ``path`` with ``filters``, of which ``more`` replaces some."""
    query = filters.model_copy(update=more).to_query()
    return path + (f"?{query}" if query else "")


class Drawing:
    """What the pages of this module share: the filters that pictures count by, the extent, and the timeline."""

    def __init__(self, chosen: Chosen, step: Step | None, height: float) -> None:
        counted = chosen.here.counted
        self.chosen = chosen
        self.filters = aggregates.drawn(chosen.filters)
        self._query = self.filters.model_dump(mode="json", exclude_defaults=True)
        # Filters in error show nothing rather than everything.
        self.known = Extent(None, None, 0, 0) if chosen.error else counted(aggregates.extent, self.filters)
        asked = chosen.filters.since or chosen.filters.until
        dated = self.known.total - self.known.undated
        shown = bars.window(self.known, None if asked else counted(aggregates.core, self.filters, dated))
        self.step = step or bars.fitting(shown)
        periods = counted(aggregates.periods, self.filters, self.step) if self.known.total else {}
        self.bars = bars.bars(periods, self.step, height, shown)

    def events(self, **more: Any) -> str:
        """The table of the events that are drawn, narrowed by ``more``."""
        # A map has hundreds of these: quicker than a copy of the filters for each.
        query = {name: value for name, value in (self._query | more).items() if value not in (None, (), [])}
        return f"/events?{urlencode(query, doseq=True)}"

    def at(self, period: str) -> str:
        """The table of the events of a period."""
        return self.events(since=period, until=period)

    def whole(self, path: str, keep: dict[str, str]) -> str:
        """The page at ``path`` over all of the time that its events cover."""
        first, last = (self.known.first or "")[:4], (self.known.last or "")[:4]
        narrow = {"since": first or None, "until": last or None}
        made = Chosen(self.chosen.filters.model_copy(update=narrow), "", self.chosen.here)
        return made.link(path, **keep)

    def narrowed(self, path: str, keep: dict[str, str]) -> Callable[[str], str]:
        """The page at ``path`` by period, what the reader chose beside it kept; of all time for an empty period."""

        def at(period: str) -> str:
            narrow = {"since": period or None, "until": period or None}
            made = Chosen(self.chosen.filters.model_copy(update=narrow), "", self.chosen.here)
            return made.link(path, **keep)

        return at


@router.get("/timeline")
def timeline(here: Here, chosen: Filtered, step: Step | None = None) -> Response:
    """Cooperation and conflict over time."""
    drawing = Drawing(chosen, step, bars.HEIGHT)
    types = here.counted(aggregates.types, drawing.filters) if drawing.known.total else {}
    return here.page("timeline.html.j2", chosen=chosen, d=drawing, steps=list(Step), given=step or "", types=types)


@router.get("/network")
def network(here: Here, chosen: Filtered, by: By = By.country) -> Response:
    """Who acts on whom."""
    drawing = Drawing(chosen, None, STRIP)
    ties: list[Tie] = []
    if drawing.known.total and by is By.party:
        ties = here.counted(aggregates.ties, drawing.filters, limit=TIES)
    elif drawing.known.total:
        ties = _between_countries(here, drawing.filters)

    def behind(tie: Tie) -> str:
        return _tie_link(drawing.filters, tie, by)

    return here.page(
        "network.html.j2", chosen=chosen, d=drawing, by=str(by), ties=ties, g=graph.graph(tuple(ties)), behind=behind,
        who=lambda node: _node_link(drawing.filters, node, by),
    )  # fmt: skip


def _between_countries(here: Here, filters: Filters) -> list[Tie]:
    def node(code: str) -> Node:
        return Node(code, here.words.labels.country(code), "country", code, known=False)

    pairs = [p for p in here.counted(aggregates.country_pairs, filters) if p.actor != p.recipient][:TIES]
    return [Tie(node(p.actor), node(p.recipient), p.split) for p in pairs]


def _tie_link(filters: Filters, tie: Tie, by: By) -> str:
    if by is By.country:
        return address("/events", filters, actor_country=(tie.actor.key,), recipient_country=(tie.recipient.key,))
    return address(
        "/events", filters, actor=(*filters.actor, tie.actor.name), recipient=(*filters.recipient, tie.recipient.name)
    )


def _node_link(filters: Filters, node: Node, by: By) -> str:
    if by is By.country:
        return address("/events", filters, country=(*filters.country, node.key))
    return dossier_link(node)


def dossier_link(node: Node) -> str:
    """The dossier of a party: of the person or body where it is known across the record, else of the name."""
    return address("/dossier", Filters(who=node.key) if node.known else Filters(party=(node.name,)))


@router.get("/matrix")
def matrix(here: Here, chosen: Filtered) -> Response:
    """Country pairs as a table."""
    drawing = Drawing(chosen, None, STRIP)
    pairs = here.counted(aggregates.country_pairs, drawing.filters) if drawing.known.total else []
    return here.page("matrix.html.j2", chosen=chosen, d=drawing, g=grid.grid(pairs))


@router.get("/map")
def world_map(here: Here, chosen: Filtered, view: Area = Area.world) -> Response:
    """Where it happened."""
    drawing = Drawing(chosen, None, STRIP)
    spots = here.counted(aggregates.places, drawing.filters, limit=SPOTS) if drawing.known.total else []
    countries = here.counted(aggregates.place_countries, drawing.filters) if drawing.known.total else {}
    named = [s for s in spots if s.name]
    provinces: dict[str, list[aggregates.Spot]] = {}
    if view is Area.indonesia:
        for spot in named:
            where = outlines.sheet("indonesia").at(spot.lat, spot.lon) if spot.country in ("IDN", None) else None
            if where:
                provinces.setdefault(where, []).append(spot)
    return here.page(
        "map.html.j2",
        chosen=chosen,
        d=drawing,
        view=str(view),
        views=[str(v) for v in Area],
        box=outlines.box(view),
        world=outlines.sheet("world"),
        lands_here=outlines.sheet("world").within(view),
        provinces=outlines.sheet("indonesia"),
        of_province=dict(sorted(provinces.items(), key=lambda item: -sum(s.split.total for s in item[1]))),
        marks=outlines.marks(named, view),
        lands=countries,
        shades=_shades({code: split.total for code, split in countries.items() if code}),
    )


def _shades(counts: dict[str, int]) -> dict[str, int]:
    """From 1 to 5 by how many events a country has, each step a fifth of the way on a scale of powers."""
    from math import log

    most = max(counts.values(), default=1)
    return {code: 1 + min(4, int(5 * log(n) / (log(most) or 1))) for code, n in counts.items()}
