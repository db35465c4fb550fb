"""The tables themselves: every line is well formed, no form leads to two entries, no open office has gone stale."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from saksi.gazetteer import Gazetteer
from saksi.gazetteer.schema import MinistryRow, NameRow, NameSection, OfficeRow, PlaceRow, RoleGroup, problems

G = Gazetteer.load()


def test_the_tables_have_no_mistakes() -> None:
    assert list(problems()) == []


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (NameRow, {"name": "X", "country": "XYZ"}),
        (NameRow, {"name": "X", "sectors": "GOV FOO"}),
        (NameRow, {"name": "X", "forms": "A; B"}),
        (NameRow, {"name": "X", "forms": "A;A"}),
        (NameSection, {"at": "@", "category": "media", "kind": "newspaper"}),
        (OfficeRow, {"holder": "X", "start": "2020-13"}),
        (OfficeRow, {"holder": "X", "start": "2020", "end": "2019-05"}),
        (PlaceRow, {"name": "X", "where": "95.0,10.0"}),
        (MinistryRow, {"fields": "x", "sectors": "MOD"}),
        (RoleGroup, {"kind": "person", "sectors": ["ARMY"], "roles": {}}),
    ],
)
def test_a_mistake_is_seen(model: type[NameRow], row: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(row)


# The day the tables were last gone through as a whole; move it on when they are gone through again.
LAST_REVIEW = date(2026, 6, 1)


def test_no_open_ended_office_has_gone_stale() -> None:
    stale = [f"{o.holder}, {o.office} {o.country} ({o.checked})" for o in G.offices.stale(LAST_REVIEW, days=400)]
    assert stale == []


def test_staleness_counts_from_the_day_of_checking() -> None:
    newest = max(office.checked for office in G.offices if office.end is None)
    after = newest + timedelta(days=401)
    assert len(G.offices.stale(after)) == sum(office.end is None for office in G.offices)


def test_no_office_ends_before_it_starts_and_none_is_checked_in_the_future() -> None:
    for office in G.offices:
        assert office.start is not None
        assert office.end is None or office.start <= office.end, office
        assert office.checked <= LAST_REVIEW, office


def test_every_state_and_every_capital_is_a_place_in_its_state() -> None:
    lost = []
    for entry in G.entries:
        if entry.category not in ("country", "capital"):
            continue
        place = G.place(entry.name, entry.country)
        if place is None or place.country != entry.country:
            lost.append(entry.name)
    # Uninhabited islands and other states' parts without a town in GeoNames.
    assert len(lost) <= 12, lost
    assert not {"Indonesia", "Kosovo", "Palestina", "Taiwan", "Wina", "Kyiv", "Yerusalem"} & set(lost)


def test_all_provinces_and_regencies_are_there() -> None:
    assert len(G.places.own_names("ADM1", "IDN")) == 38
    for name in ("Nduga", "Intan Jaya", "Puncak", "Puncak Jaya", "Yahukimo", "Pegunungan Bintang", "Maybrat", "Poso"):
        place = G.place(name)
        assert place is not None and place.country == "IDN", name
