"""Counting in the database: the same in SQLite and PostgreSQL, and the same as counting the events one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.workbench.sample import small

from saksi.record import Filters, Record, aggregates, storylines
from saksi.record.aggregates import Step
from saksi.record.derived import set_actors, set_stories

COUNT = 60
FILTERS = [
    Filters(),
    Filters(type=("ASSAULT",)),
    Filters(party=("Rusia",)),
    Filters(since="2024-03", until="2024-08", status=("actual",)),
    Filters(between=("RUS", "UKR")),
    Filters(text="menyerang", review=("unreviewed",)),
]


@pytest.fixture
def filled(record: Record) -> Record:
    record.add_many(small(n) for n in range(COUNT))
    return record


@pytest.mark.parametrize("filters", FILTERS)
def test_counts_are_those_of_the_events_themselves(filled: Record, filters: Filters) -> None:
    hits = list(filled.find(filters))
    assert hits
    with filled.reading() as connection:
        known = aggregates.extent(connection, filters)
        months = aggregates.periods(connection, filters, Step.month)
        types = aggregates.types(connection, filters)
        pairs = aggregates.country_pairs(connection, filters)
        ties = aggregates.ties(connection, filters, limit=1000)
        places = aggregates.places(connection, filters)
        lands = aggregates.place_countries(connection, filters)
        busiest = aggregates.busiest(connection, filters, limit=1000)
    days = [h.date_from for h in hits if h.date_from]
    assert known == (min(days), max(days), len(hits), len(hits) - len(days))
    assert {p: s.total for p, s in months.items()} == Counter(day[:7] for day in days)
    assert {t: s.total for t, s in types.items()} == Counter(h.type for h in hits)
    assert {t: s.cooperation for t, s in types.items() if s.cooperation} == Counter(h.type for h in hits if h.quad < 3)
    assert {(p.actor, p.recipient): p.split.total for p in pairs} == Counter(
        (a.country, r.country) for h in hits for a in h.actors for r in h.recipients
    )
    assert {(t.actor.name, t.recipient.name): t.split.conflict for t in ties if t.split.conflict} == Counter(
        (a.name, r.name) for h in hits for a in h.actors for r in h.recipients if h.quad > 2
    )
    assert {(s.name, s.country): s.split.total for s in places} == Counter((h.place, h.place_country) for h in hits)
    assert {code: s.total for code, s in lands.items()} == Counter(h.place_country for h in hits)
    assert {n.name: s.total for n, s in busiest} == Counter(p.name for h in hits for p in (*h.actors, *h.recipients))
    assert sum(s.score for s in types.values()) == pytest.approx(sum(h.score for h in hits))


def test_a_date_wider_than_a_period_is_kept_apart(filled: Record) -> None:
    wide = small(99)
    wide.events[0].date.value = "2024"  # type: ignore[union-attr]
    filled.add(wide)
    with filled.reading() as connection:
        months = aggregates.periods(connection, Filters(), Step.month)
        years = aggregates.periods(connection, Filters(), Step.year)
    assert months[""].total == 1
    assert "" not in years


def test_pictures_leave_out_what_was_denied_or_rejected_unless_asked(filled: Record) -> None:
    every, drawn = filled.count(Filters()), filled.count(aggregates.drawn(Filters()))
    assert drawn == every - filled.count(Filters(status=("negated",)))
    asked = Filters(status=("negated",), review=("rejected",))
    assert aggregates.drawn(asked) == asked


def test_counterparts_and_parts_of_one_party(filled: Record) -> None:
    name = Filters(party=("Rusia",))
    with filled.reading() as connection:
        assert aggregates.meant(connection, "rusia ") == ["Rusia"]
        assert aggregates.meant(connection, "Tak Ada") == ["Tak Ada"]
        found = aggregates.counterparts(connection, name, ["Rusia"], limit=100)
        played = aggregates.part_played(connection, ["Rusia"])
        said = aggregates.part_played(connection, ["Budi Hartono"])
    hits = list(filled.find(name))
    pairs = Counter((a.name, r.name) for h in hits for a in h.actors for r in h.recipients)
    assert {(t.actor.name, t.recipient.name): t.split.total for t in found} == pairs
    assert played["actor"] == sum("Rusia" in [a.name for a in h.actors] for h in hits)
    assert played["recipient"] == sum("Rusia" in [r.name for r in h.recipients] for h in hits)
    assert said == {"source": 2 * COUNT, "statement": COUNT}


def test_names_of_one_person_are_one_party(filled: Record) -> None:
    ids = {p.id for h in filled.find(Filters()) for p in (*h.actors, *h.recipients) if p.name in ("Rusia", "Ukraina")}
    with filled.writing() as connection:
        row = {"id": "a1", "name": "Blok", "kind": "group", "country": None, "aliases": []}
        set_actors(connection, [row], dict.fromkeys(ids, "a1"))
    with filled.reading() as connection:
        ties = aggregates.ties(connection, Filters(), limit=1000)
        mine = aggregates.counterparts(connection, Filters(who="a1"), ["a1"], limit=1000)
        assert aggregates.part_played(connection, ["Rusia"])["statement"] == 0
    keys = {n.key for t in ties for n in (t.actor, t.recipient)}
    assert "a1" in keys
    assert not keys & {"Rusia", "Ukraina"}
    assert all(("a1" in (t.actor.key, t.recipient.key)) and t.actor.key != t.recipient.key for t in mine)
    assert {(t.actor.key, t.recipient.key) for t in mine} == {
        (t.actor.key, t.recipient.key) for t in ties if "a1" in (t.actor.key, t.recipient.key)
    }


def test_stories_that_pass(filled: Record) -> None:
    hits = list(filled.find(Filters(type=("ASSAULT",))))
    made = [
        {"id": f"s{n}", "type": "ASSAULT", "date_from": None, "date_to": None, "place_name": None,
         "status": "actual", "place_country": None, "articles": 1, "copies": 0, "independent_sources": n,
         "parties": [], "sources": [], "disagreements": []}
        for n in (1, 2)
    ]  # fmt: skip
    with filled.writing() as connection:
        set_stories(connection, made, {hits[0].id: "s1", hits[1].id: "s2"})
    assert [row["id"] for row in storylines.find(filled, limit=9)] == ["s2", "s1"]
    only = Filters(article=hits[0].article_id)
    assert [row["id"] for row in storylines.find(filled, only, limit=9)] == ["s1"]
    assert storylines.count(filled, Filters(type=("AID",))) == 0
