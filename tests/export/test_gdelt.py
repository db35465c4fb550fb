"""The GDELT-like table: GDELT's columns in its order, CAMEO codes, and nothing filled in that is not known."""

import csv
import io
from collections import defaultdict

import pytest

from saksi.codebook import Codebook
from saksi.export.gdelt import COLUMNS, GDELT_COLUMNS, event_code, number
from saksi.export.guarding import unguarded
from saksi.export.items import Item

from .items import attacked, exported, recorded
from .sample import report

# The chapters of CAMEO that PLOVER's manual derives each type from.
ROOTS = {
    **{"AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08"},
    **{"RETREAT": "08", "ACCUSE": "09 11", "REQUEST": "10", "REJECT": "12", "THREATEN": "13", "PROTEST": "14"},
    **{"MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "18 19 20"},
}
EMPTY = [
    *(f"Actor{n}{name}" for n in (1, 2) for name in ("EthnicCode", "Religion1Code", "Religion2Code")),
    *(c for c in GDELT_COLUMNS if c.startswith(("Actor1Geo", "Actor2Geo"))),
    *("AvgTone", "ActionGeo_Type", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_FeatureID", "DATEADDED"),
]


def read(*items: Item) -> list[dict[str, str]]:
    text = exported("gdelt", *items).decode()
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_first_61_columns_are_gdelts() -> None:
    assert len(GDELT_COLUMNS) == 61
    assert GDELT_COLUMNS[25] == "IsRootEvent"
    assert GDELT_COLUMNS[51:53] == ("ActionGeo_Type", "ActionGeo_FullName")
    assert GDELT_COLUMNS[59:] == ("DATEADDED", "SOURCEURL")
    lines = exported("gdelt", recorded(), attacked()).decode().split("\n")
    assert {line.count("\t") for line in lines[:-1]} == {len(COLUMNS) - 1}


def test_every_type_and_mode_has_a_code_under_its_chapter() -> None:
    for kind in Codebook.load().types.values():
        for mode in (None, *kind.modes):
            code = event_code(kind.name, mode)
            assert code is not None
            assert code[:2] in ROOTS[kind.name].split()
            assert len(code) in (3, 4)
            assert code.isdigit()


def test_dyads_of_an_event_give_back_its_parties() -> None:
    made = report()
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read(recorded()):
        found[row["SaksiEvent"]].append(row)
    for event in made.events:
        rows = found[f"contoh-1:{event.id}"]
        parties = {row[f"SaksiActor{n}"] for row in rows for n in (1, 2)} - {""}
        assert parties == {*event.actors, *event.recipients}
        for row in rows:
            assert (row["SaksiType"], int(row["QuadClass"]), float(row["GoldsteinScale"])) == (
                event.type,
                event.quad,
                event.score,
            )
            if row["SaksiActor1"]:
                assert unguarded(row["Actor1Name"]) == made.entity(row["SaksiActor1"]).name
    assert len(found["contoh-1:v10"]) == 2
    ids = [row["GLOBALEVENTID"] for rows in found.values() for row in rows]
    assert len(set(ids)) == len(ids)
    assert all(0 < int(i) < 2**63 for i in ids)


def test_codes_of_an_air_strike() -> None:
    row = read(recorded())[2]
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("195", "195", "19")
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("COLMIL", "COL", "MIL")
    assert (row["ActionGeo_FullName"], row["ActionGeo_CountryCode"], row["ActionGeo_Lat"]) == ("Guaviare", "CO", "2.57")
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20250611", "202506", "2025")
    assert row["FractionDate"] == f"{2025 + (6 * 30 + 11) / 365:.4f}"
    assert (row["NumSources"], row["NumArticles"], row["SaksiReview"]) == ("1", "3", "rejected")


def test_bodies_that_are_no_state_have_cameos_codes() -> None:
    row = read(recorded())[9]
    assert (row["Actor1Code"], row["Actor1CountryCode"]) == ("IGOUNO", "")
    assert (row["Actor1KnownGroupCode"], row["Actor1Type1Code"]) == ("UNO", "IGO")


@pytest.mark.parametrize(("event", "month", "year"), [("v6", "201609", "2016"), ("v7", "", "2019"), ("v4", "", "")])
def test_no_day_is_made_up(event: str, month: str, year: str) -> None:
    row = next(r for r in read(recorded()) if r["SaksiEvent"] == f"contoh-1:{event}")
    assert (row["SQLDATE"], row["FractionDate"]) == ("", "")
    assert (row["MonthYear"], row["Year"]) == (month, year)


def test_what_has_no_meaning_is_empty() -> None:
    for row in read(recorded()):
        assert [c for c in EMPTY if row[c]] == []


def test_the_lead_is_told_from_the_rest() -> None:
    roots = {row["SaksiEvent"]: row["IsRootEvent"] for row in read(recorded())}
    assert [ref for ref, root in roots.items() if root == "1"] == ["contoh-1:v1"]


def test_numbers_are_the_same_in_every_run() -> None:
    assert number("contoh-1:v1", "e1", "e2") == 8436945265028382943
