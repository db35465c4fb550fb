from pathlib import Path
from typing import Any

import pytest
import yaml

from saksi.report import Event, Report

CASES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))


def forms(report: Report, ref: str) -> set[str]:
    entity = report.entity(ref)
    spans = {report.article.text[s:e] for s, e in entity.mentions}
    return {form.casefold() for form in {entity.name, *entity.aliases, *spans}}


def matches(report: Report, event: Event, wanted: dict[str, Any]) -> bool:
    if event.type != wanted["type"]:
        return False
    for side, refs in (("actors", event.actors), ("recipients", event.recipients)):
        if wanted.get(side) == [] and refs:
            return False
        for name in wanted.get(side, []):
            if not any(name.casefold() in forms(report, ref) for ref in refs):
                return False
    day = event.date.value if event.date else None
    place = event.place.country if event.place else None
    told = {"mode": event.mode, "status": event.status, "date": day, "country": place}
    told |= {"killed": event.killed, "arrested": event.arrested}
    return all(told[key] == wanted[key] for key in told if key in wanted)


def told(report: Report) -> list[str]:
    return [
        f"{e.type} {e.mode} {e.status} {[report.entity(r).name for r in e.actors]} -> "
        f"{[report.entity(r).name for r in e.recipients]} {e.date and e.date.value} {e.place and e.place.country}"
        for e in report.events
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_sentence(read: Any, case: dict[str, Any]) -> None:
    report = read(case["text"])
    if case.get("none"):
        assert not report.events, told(report)
    if case.get("only"):
        assert len(report.events) == len(case["events"]), told(report)
    for wanted in case.get("events", []):
        assert any(matches(report, event, wanted) for event in report.events), told(report)


def test_every_event_points_at_its_trigger(read: Any) -> None:
    report = read("Pasukan Suriah menembaki desa di Idlib. Turki mengecam serangan itu pada Rabu (15/5).")
    assert {e.type for e in report.events} >= {"ASSAULT", "ACCUSE"}
    for event in report.events:
        (start, end), *_ = [(v.start, v.end) for v in event.evidence if v.field == "trigger"]
        assert report.article.text[start:end].strip()
        for ref in [*event.actors, *event.recipients]:
            assert any(v.entity == ref for v in event.evidence), (event.id, ref)


def test_the_trace_says_why(read: Any) -> None:
    report = read("Pasukan Suriah menembaki desa di Idlib.", explain=True)
    assert any(line.step == "events" and "ASSAULT" in line.text for line in report.trace)


def test_an_undated_act_says_why_it_has_no_date(read: Any) -> None:
    report = read("Ukraina mengecam Rusia.", published=None)
    (event,) = report.events
    assert event.date is None
    assert event.reasons["date"]


def test_a_match_is_no_war_but_what_the_police_do_there_is_news(read: Any) -> None:
    match = (
        "Tim nasional menaklukkan Bahrain 2-1 di stadion itu. Serangan bertubi-tubi membuat Bahrain kewalahan sejak "
        "menit pertama. Striker itu mencetak gol dari titik penalti dan membobol gawang lawan. Pelatih memuji para "
        "pemain, tetapi mengkritik wasit. Bahrain menolak menyerah. Suporter merayakan kemenangan. "
    )
    assert read(match).events == []
    told = read(match + "Polisi Bahrain menangkap tujuh suporter usai laga.").events
    assert [event.type for event in told] == ["COERCE"]
