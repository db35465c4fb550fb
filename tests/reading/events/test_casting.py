"""Who plays which role: the choice among fillers, what may be chosen, and that every choice points at its words."""

from __future__ import annotations

from typing import Any

import pytest

from saksi.reading.events import assemble, casting
from saksi.reading.events.casting import SIDES
from saksi.reading.weighing import Weights, weights_of_sides
from saksi.report import Report

TEXT = """Bandung - Kepolisian menangkap tujuh pengunjuk rasa di depan balai kota pada Senin (13/5).

Menurut saksi, dua mahasiswa juga dipukuli. Gubernur meminta agar penyelidikan dibuka, dan Amnesty International
mengecam kekerasan itu.

Presiden Turki Recep Tayyip Erdogan dan Presiden Mesir Abdel Fattah al-Sisi bertemu di Kairo."""


def blank(**of: dict[str, float]) -> dict[str, Weights]:
    return {side: Weights(of.get(side, {})) for side in SIDES}


def sides(report: Report) -> list[tuple[str, list[str], list[str]]]:
    return [(e.type, e.actors, e.recipients) for e in report.events]


def test_without_weights_what_the_slots_gave_stays(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights_of_sides", blank)
    chosen = sides(read(TEXT))
    monkeypatch.setattr(assemble, "fill_roles", lambda *_: None)
    assert chosen == sides(read(TEXT))


def test_nobody_can_be_chosen(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights_of_sides", lambda: blank(recipient={"nobody": 99.0}))
    report = read(TEXT)
    arrest = next(e for e in report.events if e.type == "COERCE")
    assert arrest.recipients == []
    assert not any(v.field == "recipient" for v in arrest.evidence)


def test_a_party_named_before_fills_an_empty_side(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        casting, "weights_of_sides", lambda: blank(actor={"an organisation": 5.0, "not in the sentence": 5.0})
    )
    report = read("Kepolisian Jawa Barat menutup jalan itu. Lima pengunjuk rasa ditangkap pada Senin (13/5).")
    arrest = next(e for e in report.events if e.mode == "arrest")
    (actor,) = arrest.actors
    assert "Kepolisian" in report.entity(actor).name
    (evidence,) = [v for v in arrest.evidence if v.field == "actor"]
    assert report.article.text[evidence.start : evidence.end].startswith("Kepolisian")


def test_no_party_stands_on_both_sides_and_all_have_evidence(read: Any) -> None:
    for event in read(TEXT).events:
        assert not set(event.actors) & set(event.recipients)
        for ref in (*event.actors, *event.recipients):
            assert any(v.entity == ref for v in event.evidence), (event.id, ref)


@pytest.mark.parametrize(
    "text",
    [
        "Menlu Iran mengutuk pembunuhan ilmuwan nuklir di Teheran.",
        "Kelmora menyesalkan penahanan nelayan Vardania di perairan sengketa.",
        "Presiden Kolombia mengecam penyitaan kapal nelayan Venezuela di Laut Karibia.",
    ],
)
def test_who_is_against_a_deed_did_not_do_it(read: Any, text: str) -> None:
    report = read(text)
    (accuser,) = next(e for e in report.events if e.type == "ACCUSE").actors
    assert all(accuser not in e.actors for e in report.events if e.type != "ACCUSE")


def test_an_act_of_two_named_sides_asks_for_nobody_more(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights_of_sides", lambda: blank(partner={"behind it": 9.0, "before it": 9.0}))
    meeting = next(e for e in read(TEXT).events if e.type == "CONSULT")
    assert len(meeting.actors) == 2


def test_the_trace_says_why_a_party_was_chosen(read: Any) -> None:
    lines = [t.text for t in read(TEXT, explain=True).trace if "likely at" in t.text]
    assert any("actor" in line for line in lines)
    assert any("recipient" in line for line in lines)


def test_shipped_weights_go_the_way_a_reader_would() -> None:
    of = weights_of_sides()
    assert set(of) == set(SIDES)
    for side in ("actor", "recipient"):
        assert of[side].of["read from the slots"] > 0
        assert of[side].of.get("not in the sentence", 0) < 0
    assert of["actor"].of["political or armed"] > 0
    assert of["recipient"].of["of another country than the other side"] > 0


def test_a_state_does_not_act_on_its_own_officials_but_where_the_words_say_so(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casting, "weights_of_sides", lambda: blank(actor={"a country": 99.0}))
    told = "Mesir menunggu. Sudan diam. {} pada Senin. Warga Sudan khawatir."
    for words, doers in (
        ("Menteri Pertahanan Sudan Yasin Halim ditangkap", ["Mesir"]),
        ("Sudan menangkap Menteri Pertahanan Yasin Halim", ["Sudan"]),
    ):
        report = read(told.format(words))
        named = {e.id: e.name for e in report.entities}
        arrest = next(e for e in report.events if e.type == "COERCE")
        assert [named[n] for n in arrest.actors] == doers
