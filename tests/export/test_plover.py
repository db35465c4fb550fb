"""PLOVER records: the manual's required fields and types, and nothing invented where the article is silent."""

import io
import json
import re
from typing import Any

import pytest

from saksi.export import formats
from saksi.export.items import Item
from saksi.export.plover import records
from saksi.report import Date, Report

from .attack import hostile
from .sample import report
from .sample_parts import TEXT

FIELDS = {
    *("id", "date", "enddate", "actor", "recipient", "event", "event_loc", "event_text", "quad_code", "event_scale"),
    *("mode", "context", "text_info", "cite_info", "size_info", "saksi"),
}
ENTITY = {"code", "sector", "entity_text", "identifier_text", "office"}
LOCATION = {"extracted_place", "resolved_place", "geonameid", "lat", "lon", "country_code"}


def by_event(made: Report) -> dict[str, dict[str, Any]]:
    return {r["saksi"]["event"]: r for r in records(Item(made))}


def test_every_record_has_the_required_fields_and_no_unknown_one() -> None:
    found = list(records(Item(report())))
    assert len(found) == len(report().events)
    assert len({r["id"] for r in found}) == len(found)
    for record in found:
        assert {"id", "date", "actor", "event"} <= set(record) <= FIELDS
        assert record["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
        assert record["quad_code"] in (1, 2, 3, 4)
        assert isinstance(record["event_scale"], float)
        assert all(isinstance(record[name], list) for name in ("actor", "recipient", "event", "mode", "context"))
        for party in record["actor"] + record["recipient"]:
            assert set(party) <= ENTITY
            assert len(party.get("sector", "GOV")) in (3, 6)
        assert set(record.get("event_loc", {})) <= LOCATION
        assert record["cite_info"]["publication"] == "Kabar Contoh"


def test_a_record_carries_the_words_and_where_they_stand() -> None:
    attack = by_event(report())["v3"]
    assert attack["date"] == "2025-06-11"
    assert attack["event_text"] == ["mengebom"]
    assert attack["actor"] == [
        {
            "code": "COL",
            "sector": "MIL",
            "entity_text": "militer Kolombia",
            "identifier_text": "militer Kolombia",
        }
    ]
    assert attack["recipient"][0]["entity_text"] == "kamp kelompoknya"
    assert attack["size_info"] == {"dead": 9, "injured": 14}
    assert attack["text_info"]["sequence"] == 2
    assert "mengebom" in TEXT[attack["text_info"]["start"] : attack["text_info"]["end"]]
    assert [s["name"] for s in attack["saksi"]["sources"]] == ["Mateo Quiroga", "AFP"]
    trigger = attack["saksi"]["evidence"][0]
    assert TEXT[trigger["start"] : trigger["end"]] == "mengebom"
    assert "text" not in attack


@pytest.mark.parametrize(
    ("event", "day", "granularity"),
    [("v1", "2025-06-12", "day"), ("v6", "2016-09-01", "month"), ("v7", "2019-01-01", "year")],
)
def test_a_month_or_a_year_becomes_its_first_day_and_says_so(event: str, day: str, granularity: str) -> None:
    record = by_event(report())[event]
    assert (record["date"], record["saksi"]["date"]["granularity"]) == (day, granularity)


def test_an_end_stands_only_where_the_text_gives_a_span() -> None:
    found = by_event(report())
    assert found["v7"]["enddate"] == "2025-06-14"
    assert [ref for ref, r in found.items() if "enddate" in r] == ["v7"]


def test_an_undated_event_is_not_given_the_publication_day() -> None:
    record = by_event(report())["v4"]
    assert record["date"] is None
    assert "no time expression" in record["saksi"]["reasons"]["date"].lower()
    assert record["saksi"]["published"] == "2025-06-14"


def test_a_date_that_is_none_is_null() -> None:
    made = report()
    made.events[0].date = Date(value="2025-02-30")
    assert by_event(made)["v1"]["date"] is None


def test_status_is_kept_apart_from_the_type() -> None:
    found = by_event(report())
    assert (found["v5"]["event"], found["v5"]["saksi"]["status"]) == (["MOBILIZE"], "negated")


def test_hostile_text_stays_one_json_object_a_line() -> None:
    out = io.StringIO()
    formats["plover"].write([report(), hostile()], out, "en")
    lines = out.getvalue().splitlines()
    assert len(lines) == 2 * len(report().events)
    assert all(isinstance(json.loads(line), dict) for line in lines)
