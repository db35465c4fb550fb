"""Timeline and network: dates in order at their true grain, pairs with their side, the same picture every time."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.dates import covered, days
from saksi.export.dates import spoken
from saksi.export.labels import Labels
from saksi.export.layout import BOX_HEIGHT, Box, Line, place
from saksi.export.network import edges, network
from saksi.export.timeline import timeline
from saksi.report import Article, Date, Event, Report

from .sample import report


@pytest.mark.parametrize(
    ("value", "first", "last", "grain"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31), "year"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "month"),
        ("2016-11-29", date(2016, 11, 29), date(2016, 11, 29), "day"),
    ],
)
def test_days_of_a_date(value: str, first: date, last: date, grain: str) -> None:
    assert days(value) == (first, last, grain)


@pytest.mark.parametrize("value", ["", "2016-13", "2016-02-30", "0000", "besok", "2016-1", "٢٠١٦"])
def test_what_is_no_date_has_no_days(value: str) -> None:
    assert days(value) is None


def test_an_end_before_its_start_is_not_believed() -> None:
    assert covered(Date(value="2016-05", end="2016-01")) == days("2016-05")


def test_dates_are_said_as_exactly_as_they_are_known() -> None:
    assert spoken(Date(value="2016-09"), "id") == "September 2016"
    assert spoken(Date(value="2016-11-29"), "id") == "29 November 2016"
    assert spoken(Date(value="2016"), "en") == "2016"
    assert spoken(Date(value="2019", end="2025-06-14"), "en") == "2019 – 14 June 2025"


def test_the_timeline_keeps_order_and_grain() -> None:
    made = timeline(report())
    assert [b.event for b in made.bars] == ["v6", "v7", "v3", "v1", "v2", "v8"]
    assert [b.event for b in made.bars if b.point] == ["v3", "v1", "v2"]
    assert made.undated == ["v4", "v5", "v9", "v10"]
    lefts = [b.left for b in made.bars]
    assert lefts == sorted(lefts)
    assert [t.published for t in made.ticks].count(True) == 1


@given(st.lists(st.dates().map(date.isoformat) | st.integers(1, 9998).map("{:04}".format), max_size=8))
def test_any_dates_stay_on_the_axis(values: list[str]) -> None:
    events = [
        Event(id=f"v{n}", type="AID", quad=2, score=10, confidence=1, date=Date(value=v)) for n, v in enumerate(values)
    ]
    made = timeline(Report(id="r", article=Article(id="r", text="x", published="2025-01-01"), events=events))
    assert len(made.bars) == len(values)
    for bar in made.bars:
        assert -0.01 <= bar.left <= bar.left + bar.width <= 100.02
        assert bar.width > 0
    for one, other in combinations(made.ticks, 2):
        assert abs(one.at - other.at) >= 20


def test_who_did_what_to_whom() -> None:
    found = {(e.source, e.target, e.side): e for e in edges(report(), Labels("en"))}
    attack = found["e4", "e3", "conflict"]
    assert (attack.directed, attack.material, attack.says) == (True, True, "Assault")
    meeting = found["e1", "e2", "cooperation"]
    assert (meeting.directed, meeting.material) == (False, False)
    assert found["e3", "e13", "cooperation"].says == "Retreat ?"
    assert found["e8", "e3", "cooperation"].says == "supports"
    assert found["e2", "e3", "tie"].says == "leads"
    assert not [e for e in found.values() if "v5" in e.events], "a denied act joins nobody"


def test_the_picture_is_the_same_every_time_and_nothing_overlaps() -> None:
    first, second = network(report(), 360, Labels("id")), network(report(), 360, Labels("id"))
    assert first is not None
    assert first == second
    for box in first.boxes:
        assert 0 <= box.x - box.width / 2 <= box.x + box.width / 2 <= 360
        assert 0 <= box.y - BOX_HEIGHT / 2 <= box.y + BOX_HEIGHT / 2 <= first.height
    for one, other in combinations(first.boxes, 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= BOX_HEIGHT


def test_no_pairs_no_picture() -> None:
    assert network(Report(id="r", article=Article(id="r", text="x")), 360, Labels("en")) is None


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=25))
def test_boxes_of_any_graph_keep_apart(pairs: list[tuple[int, int]]) -> None:
    refs = sorted({f"e{n}" for pair in pairs for n in pair})
    boxes = {ref: Box(ref, ref, 0, 0, 60 + 9 * n) for n, ref in enumerate(refs)}
    place(boxes, [Line(f"e{a}", f"e{b}", 12) for a, b in pairs], 360)
    for one, other in combinations(boxes.values(), 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= BOX_HEIGHT
