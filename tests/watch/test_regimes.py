"""The files of regimes: their shape, and what must hold of each."""

import re
from datetime import date

import pytest

from saksi.watch import schema
from saksi.watch.compiled import answers
from saksi.watch.goods import class_named, classes, mentions
from saksi.watch.nearby import read_table
from saksi.watch.regimes import LAST, files, read_yaml, regimes

STALE = date(2028, 1, 1)
"""From this day the regimes need another look: renewals of 2026 and 2027 are not in them."""


def test_every_file_has_the_right_shape() -> None:
    assert list(schema.problems()) == []
    assert len(files()) == len(regimes()) >= 30


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("countries", ["LY"], "alpha-3"),
        ("covers", ["tanks"], "covers"),
        ("phases", [{"from": date(2011, 1, 2), "to": date(2011, 1, 1), "rule": "prohibited", "applies_to": "all",
                     "resolution": "1 (2011)", "confidence": "verified"}], "resolution"),
        ("phases", [{"from": date(2011, 1, 1), "rule": "prohibited", "applies_to": "all", "confidence": "verified"}],
         "instrument"),
        ("phasen", [], "phasen"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_and_named(key: str, value: object, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(name: str) -> object:
        content = read_yaml(name)
        return {**content, key: value} if name == "regimes/libya.yaml" else content

    monkeypatch.setattr(schema, "read_yaml", read)
    (found, *_) = schema.problems()
    assert found.startswith("regimes/libya.yaml")
    assert says in found


def test_two_rules_for_the_same_days_and_people_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(name: str) -> object:
        content = read_yaml(name)
        if name == "regimes/libya.yaml":
            doubled = {**content["phases"][0], "rule": "permitted"}
            return {**content, "phases": [*content["phases"], doubled]}
        return content

    monkeypatch.setattr(schema, "read_yaml", read)
    assert any("different rules" in line for line in schema.problems())


@pytest.mark.parametrize("regime", regimes().values(), ids=lambda r: r.id)
def test_no_day_of_an_embargo_is_left_without_a_phase(regime: object) -> None:
    from saksi.watch.regimes import Regime

    assert isinstance(regime, Regime)
    spans = sorted((p.start, p.end) for p in regime.phases)
    reached = spans[0][0]
    for start, end in spans:
        assert (start - reached).days <= 1, f"nothing between {reached} and {start}"
        reached = max(reached, end)
    for role in ("government", "non_government", "listed"):
        for goods in classes():
            for answer in answers(regime.id, role, goods).answers:
                assert answer.why.en
                assert answer.why.id


def test_the_table_is_looked_at_again_in_time() -> None:
    assert date.today() < STALE or all(r.checked >= STALE for r in regimes().values() if r.phases[-1].end == LAST)


def test_goods_are_named_in_both_languages() -> None:
    for goods in classes().values():
        assert class_named(goods.name.en) == goods.id
        assert class_named(goods.name.id) == goods.id
    assert class_named("tentara bayaran") == "mercenaries"
    assert class_named("small-arms") == "small_arms"
    assert class_named("pisang") is None


def test_the_longest_words_win() -> None:
    text = "mengirim pasukan khusus, tentara bayaran, jet tempur dan rudal balistik"
    assert [what for _, _, what in mentions(text, 0, len(text))] == [
        "personnel", "mercenaries", "major_arms", "missile_technology",
    ]  # fmt: skip


def test_the_forms_name_known_goods() -> None:
    for rule in read_table()["forms"].values():
        assert set(rule.get("goods", ())) <= set(classes())


def test_nothing_is_cited_before_its_instrument_was_made() -> None:
    """An exemption, phase or mission shown for a day must not rest on a resolution of a later year."""
    for regime in regimes().values():
        dated = [(p.instrument, p.start) for p in (*regime.phases, *regime.exports)]
        dated += [(e.instrument, max(e.start, regime.began)) for e in regime.exemptions]
        dated += [(n.instrument, n.start) for n in regime.named if n.instrument]
        for instrument, start in dated:
            if year := re.match(r"S/RES/\d+ \((\d{4})\)", instrument):
                assert int(year.group(1)) <= start.year, f"{regime.id}: {instrument} on {start}"
