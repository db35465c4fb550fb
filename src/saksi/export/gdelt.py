"""A table in the shape of GDELT 2.0's events: its 61 columns, filled where they have a meaning, and some of our own.

Columns and their order follow the GDELT Event Database codebook 2.0 (19 February 2015); event and actor codes are
CAMEO's, from ``data/cameo.yaml``. Rows are dyads, as in CAMEO: one for each pair of an actor and a recipient.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any, TextIO

import yaml

from saksi.dates import days
from saksi.export.guarding import guarded
from saksi.export.items import Item
from saksi.report import Article, Entity, Event

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT_COLUMNS: tuple[str, ...] = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in (*_ACTOR, *_TYPES)),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
OWN_COLUMNS: tuple[str, ...] = (
    *("SaksiEvent", "SaksiType", "SaksiMode", "SaksiStatus", "SaksiReview", "SaksiStory", "SaksiArticle"),
    *("SaksiPublished", "SaksiConfidence", "SaksiActor1", "SaksiActor2", "SaksiGeoNameID", "SaksiEmbargo"),
)
COLUMNS = GDELT_COLUMNS + OWN_COLUMNS


def write(items: Iterable[Item], target: TextIO) -> None:
    """The head of the table and a line a dyad; tabs, line ends and control characters in a cell become visible."""
    target.write("\t".join(COLUMNS) + "\n")
    for item in items:
        for row in rows(item):
            target.write("\t".join(_cell(row.get(name)) for name in COLUMNS) + "\n")


def rows(item: Item) -> Iterator[dict[str, Any]]:
    """The dyads of an item as values by column; a column without a value is left out.

    Parties of an event without recipients stand in pairs, as CAMEO has them; an event of one party has one row
    without ``Actor2``.
    """
    entities = {e.id: e for e in item.report.entities}
    for event in item.events():
        shared = _shared(item, event)
        for first, second in dyads(event):
            own: dict[str, Any] = {"GLOBALEVENTID": number(item.id(event), first or "", second or "")}
            for n, ref in ((1, first), (2, second)):
                if ref is not None:
                    own |= {f"Actor{n}{name}": value for name, value in _actor(entities[ref]).items()}
                    own[f"SaksiActor{n}"] = ref
            yield shared | own


def dyads(event: Event) -> list[tuple[str | None, str | None]]:
    """Pairs of an event's actors and recipients."""
    if event.recipients:
        return [(a, r) for a in (*event.actors,) or (None,) for r in event.recipients]
    if len(event.actors) > 1:
        return list(combinations(event.actors, 2))
    return [(event.actors[0] if event.actors else None, None)]


def number(*parts: str) -> int:
    """A whole number of at most 63 bits for an id that GDELT wants as a number: the same parts, the same number."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:8]) >> 1


def _shared(item: Item, event: Event) -> dict[str, Any]:
    """What all dyads of an event have in common."""
    article, standing = item.report.article, item.standing(event)
    code = event_code(event.type, event.mode)
    made: dict[str, Any] = _when(event) | _where(event)
    if code:
        made |= {"EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2]}
    made |= {
        "IsRootEvent": int(_in_lead(event, article)),
        "QuadClass": event.quad,
        "GoldsteinScale": event.score,
        "NumMentions": sum(v.field == "trigger" for v in event.evidence) or None,
        "NumSources": standing.independent_sources,
        "NumArticles": standing.articles or 1,
        "SOURCEURL": article.url,
        "SaksiEvent": item.id(event),
        "SaksiType": event.type,
        "SaksiMode": event.mode,
        "SaksiStatus": event.status,
        "SaksiReview": standing.review,
        "SaksiStory": standing.story,
        "SaksiArticle": article.id,
        "SaksiPublished": article.published,
        "SaksiConfidence": event.confidence,
        "SaksiGeoNameID": event.place.geonameid if event.place else None,
        "SaksiEmbargo": "; ".join(f"{f.regime}: {f.rule}" for f in item.findings(event)) or None,
    }
    return made


def event_code(kind: str, mode: str | None) -> str | None:
    """The CAMEO code of a PLOVER type and mode: three digits or four, the first two its root; null where none is."""
    listed = _cameo()["events"].get(kind)
    if listed is None:
        return None
    code: str = listed.get("modes", {}).get(mode, listed["code"])
    return code


def _when(event: Event) -> dict[str, Any]:
    """The day of the act, as far as it is known: no day is put in where the text gives a month or a year."""
    known = days(event.date.value) if event.date else None
    if known is None:
        return {}
    first, _, granularity = known
    made: dict[str, Any] = {"Year": first.year}
    if granularity != "year":
        made["MonthYear"] = f"{first:%Y%m}"
    if granularity == "day":
        made |= {"SQLDATE": f"{first:%Y%m%d}", "FractionDate": _fraction(first)}
    return made


def _fraction(day: date) -> str:
    """GDELT's approximate share of the year: (month x 30 + day) / 365."""
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"


def _where(event: Event) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {}
    made = {"FullName": place.name, "Lat": place.lat, "Long": place.lon}
    made["CountryCode"] = _fips().get(place.country or "")
    return {f"ActionGeo_{name}": value for name, value in made.items()}


def _actor(entity: Entity) -> dict[str, Any]:
    """A party as CAMEO has it: the code is the country's with up to three types behind it."""
    body = _cameo()["bodies"].get(entity.country)
    types = [_cameo()["types"].get(sector) for sector in entity.sectors]
    if body:
        types.insert(0, body["type"])
    kept = list(dict.fromkeys(t for t in types if t))[:3]
    country = None if body else entity.country
    code = body["code"] + "".join(kept[1:]) if body else (country or "") + "".join(kept)
    made = {
        "Code": code or None,
        "Name": entity.name,
        "CountryCode": country,
        "KnownGroupCode": body.get("group") if body else None,
    }
    return made | dict(zip(_TYPES, kept, strict=False))


def _in_lead(event: Event, article: Article) -> bool:
    """Whether the act is told in the story's first paragraph."""
    act = next((v for v in event.evidence if v.field == "trigger"), None)
    if act is None:
        return False
    story = article.story_text()
    begin = len(story) - len(story.lstrip())
    end = story.find("\n", begin)
    return begin <= act.start < (end if end >= 0 else len(story))


def _cell(value: Any) -> str:
    return "" if value is None else guarded(value) if isinstance(value, str) else str(value)


@cache
def _cameo() -> dict[str, Any]:
    text = files("saksi.export").joinpath("data", "cameo.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _fips() -> dict[str, str]:
    lines = files("saksi.export").joinpath("data", "fips.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))
