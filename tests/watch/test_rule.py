"""What the rule says on dated cases of every regime, most of them at the edges of phases."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksi.watch import Party, Transfer, judge, judge_between, resolve
from saksi.watch.goods import classes
from saksi.watch.regimes import regimes

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = table("cases.tsv")


def transfer(row: dict[str, str]) -> Transfer:
    return Transfer(
        recipient=resolve(row["to"]) if row["to"] else None,
        supplier=resolve(row["from"]) if row["from"] else None,
        what=row["what"].replace("-", "_"),
        destination=row["destination"] or None,
        area=row["area"] or None,
    )


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['to']}-{row['what']}-{row['on']}-{row['regime']}")
def test_a_dated_case(row: dict[str, str]) -> None:
    found = {f.regime: f for f in judge(transfer(row), date.fromisoformat(row["on"]))}
    assert row["regime"] in found, f"only {[(f.regime, f.rule) for f in found.values()]}"
    finding = found[row["regime"]]
    assert finding.rule == row["rule"], finding.why
    assert row["instrument"] in finding.instrument
    assert finding.why.endswith(".")
    assert finding.why_id.endswith(".")
    assert finding.why != finding.why_id


def test_the_cases_reach_every_regime_and_most_edges() -> None:
    assert len(CASES) >= 150
    assert {row["regime"] for row in CASES} >= set(regimes())
    days = {(row["regime"], row["on"]) for row in CASES}
    edges = {
        (regime.id, day.isoformat())
        for regime in regimes().values()
        if regime.authority == "UN"
        for phase in regime.phases
        for day in (phase.start, phase.end)
        if day < date(2027, 1, 1)
    }
    missed = sorted(edges - days)
    assert len(missed) <= len(edges) // 10, missed


def test_the_missions_case_of_november_2016() -> None:
    on = date(2016, 11, 29)
    (asked,) = judge(Transfer(resolve("Khalifa Haftar"), resolve("RUS")), on)
    assert (asked.regime, asked.rule, asked.instrument) == ("libya", "prohibited", "S/RES/1970 (2011) 9")
    assert asked.exemptions
    (unity,) = judge(Transfer(resolve("Pemerintah Kesepakatan Nasional"), resolve("RUS")), on)
    assert (unity.rule, unity.instrument) == ("approval_required", "S/RES/2174 (2014) 8")
    assert "Committee" in unity.why
    early = judge(Transfer(resolve("LBY")), date(2011, 2, 25))
    assert {f.rule for f in early if f.regime == "libya"} == {"not_covered"}


def test_overlapping_regimes_all_report() -> None:
    found = judge(Transfer(resolve("ISIS"), destination="LBY"), date(2016, 1, 1))
    assert {f.regime for f in found} == {"libya", "isil_al_qaida"}


def test_missing_facts_are_named() -> None:
    on = date(2016, 11, 29)
    assert judge(Transfer(None, destination="LBY"), on)[0].missing == ("recipient",)
    assert judge(Transfer(None), on)[0].missing == ("recipient", "country")
    assert "area" in judge(Transfer(resolve("RSF")), date(2024, 1, 1))[0].missing
    unknown = judge(Transfer(resolve("Hafter Brigata")), on)[0]
    assert (unknown.rule, unknown.missing) == ("cannot_tell", ("spelling",))
    assert any("Haft" in name or "Hift" in name for name in unknown.nearest)


def test_a_span_of_days_over_an_edge_cannot_tell() -> None:
    (found,) = judge_between(Transfer(resolve("LBY")), date(2014, 8, 1), date(2014, 8, 31))
    assert found.rule == "cannot_tell"
    assert "day" in found.missing
    assert "27 August 2014" in found.why
    (same,) = judge_between(Transfer(resolve("LBY")), date(2016, 1, 1), date(2016, 12, 31))
    assert same.rule == "approval_required"


def test_an_assumed_renewal_is_never_shown_as_fact() -> None:
    for regime in regimes().values():
        for phase in regime.phases:
            if phase.confidence == "assumed":
                targets = tuple(n for n in regime.named if n.role in ("non_government", "listed"))
                state = phase.applies_to == "government"
                party = Party("X", regime.countries[0], "state" if state else "force", () if state else targets)
                area = min(regime.area.forms) if regime.area else None
                found = next(f for f in judge(Transfer(party, area=area), phase.start) if f.regime == regime.id)
                assert found.confidence == "unverified", regime.id
                assert "renewal" in found.missing
                assert "not confirmed" in found.why


def test_a_call_for_restraint_is_no_embargo() -> None:
    (found,) = judge(Transfer(resolve("MMR"), resolve("RUS")), date(2023, 1, 1))
    assert found.rule == "not_covered"
    assert "75/287" in found.why


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.dates(date(1975, 1, 1), date(2030, 12, 31))
parties = st.sampled_from(["LBY", "Houthi", "RSF", "IRN", "AFG", "Taliban", "geng Haiti", "UKR", "M23", "ISIS", "XYZ"])


@unhurried
@given(parties, parties, st.sampled_from(sorted(classes())), days, st.sampled_from([None, "LBY", "SDN", "YEM"]))
def test_every_answer_is_whole(to: str, giver: str, what: str, on: date, place: str | None) -> None:
    asked = Transfer(resolve(to), resolve(giver), what, place)
    found = judge(asked, on)
    assert found
    assert found == judge(asked, on)
    for finding in found:
        assert finding.regime == "none" or finding.regime in regimes()
        assert "\0" not in finding.why + finding.why_id
        assert "{" not in finding.why + finding.why_id
        assert finding.rule != "cannot_tell" or finding.missing


@unhurried
@given(parties, st.sampled_from(["arms", "training", "small_arms"]), days, st.integers(1, 400))
def test_a_span_agrees_with_its_days(to: str, what: str, first: date, length: int) -> None:
    asked, last = Transfer(resolve(to), None, what), first + timedelta(days=length)
    between = {f.regime: f.rule for f in judge_between(asked, first, last)}
    for on in (first, last):
        for finding in judge(asked, on):
            assert between[finding.regime] in (finding.rule, "cannot_tell")
