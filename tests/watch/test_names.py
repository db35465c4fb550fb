"""Names of parties with their variants and transliterations, measured on a table of them."""

import pytest
from tests.watch.test_rule import table

from saksi.report import Entity
from saksi.watch.parties import of_entity, resolve

NAMES = table("names.tsv")


def leads_where_it_should(row: dict[str, str]) -> bool:
    party = resolve(row["name"])
    if row["leads"] == "named":
        return row["where"] in {named.regime for named in party.named}
    if row["leads"] == "unknown":
        return party.kind == "unknown" and not party.named
    return (party.kind, party.country) == (row["leads"], row["where"])


def test_listed_spellings_are_all_found() -> None:
    wrong = [row["name"] for row in NAMES if row["note"] == "listed" and not leads_where_it_should(row)]
    assert not wrong


def test_variants_are_found_and_strangers_are_not() -> None:
    variants = [row for row in NAMES if row["note"] != "listed" and row["leads"] != "unknown"]
    missed = [row["name"] for row in variants if not leads_where_it_should(row)]
    assert len(missed) <= len(variants) * 0.05, missed
    wrong = [row["name"] for row in NAMES if row["leads"] == "unknown" and not leads_where_it_should(row)]
    assert not wrong


def test_recall_and_precision_are_what_the_manual_says() -> None:
    variants, strangers = ([r for r in NAMES if (r["leads"] == "unknown") is other] for other in (False, True))
    right = [row for row in variants if leads_where_it_should(row)]
    led = [row for row in NAMES if (party := resolve(row["name"])).kind != "unknown" or party.named]
    assert len([row for row in variants if row["note"] != "listed"]) >= 150
    assert len(strangers) >= 40
    assert len(right) / len(variants) >= 0.965
    assert len(right) / len(led) >= 0.99


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    party = resolve("Tentara Nasional Libiya Timur")
    assert party.named or any("Libya" in name for name in party.near)


@pytest.mark.parametrize(("one", "other"), [("GNA", "GNU"), ("LNA", "LRA"), ("RSF", "RUF"), ("SLA", "SNA")])
def test_short_names_stand_letter_by_letter(one: str, other: str) -> None:
    assert {n.id for n in resolve(one).named}.isdisjoint({n.id for n in resolve(other).named})


def entity(name: str, country: str | None, sectors: list[str], kind: str = "organisation") -> Entity:
    return Entity.model_validate({"id": "e1", "name": name, "kind": kind, "country": country, "sectors": sectors})


def test_entities_of_a_report() -> None:
    state = of_entity(entity("Turki", "TUR", ["GOV"], "country"))
    assert state is not None
    assert state.kind == "state"
    rebels = of_entity(entity("Front Contoh", "TCD", ["REB"]))
    assert rebels is not None
    assert rebels.kind == "force"
    assert of_entity(entity("Kantor Berita Contoh", "TUR", ["JRN", "GOV"])) is None
    assert of_entity(entity("PBB", "UNO", [])) is None
    assert of_entity(entity("warga desa", "TUR", ["CVL"], "group")) is None
