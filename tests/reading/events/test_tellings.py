"""Whether two tellings are of one act: the signs found, what weights make of them, and acts that name nobody."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from saksi.reading.events import assemble, merge
from saksi.reading.events.tellings import Kin, signs
from saksi.reading.weighing import Weights, weights
from saksi.reading.words import word_sets

TWICE = """Jakarta - Kepolisian menangkap lima pengunjuk rasa di depan gedung parlemen pada Senin (13/5).

Lima pengunjuk rasa itu ditangkap petugas setelah membakar ban."""
APART = """Jakarta - Kepolisian menangkap lima pengunjuk rasa di Jakarta pada Senin (13/5/2024).

Tentara Sudan menangkap dua relawan asing di Khartoum pada Jumat (3/5/2024)."""

LOOSE = """Kepolisian menangkap lima pengunjuk rasa di depan gedung parlemen. Tentara menangkap dua relawan asing."""


def pair(read: Any, monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, float]:
    """The signs of the first two drafts of one type."""
    found: list[dict[str, float]] = []

    def record(ctx: Any, tree: Any, drafts: Any) -> Any:
        arrests = [d for d in drafts if d.type == "COERCE"]
        found.append(dict(signs(tree, Kin(ctx.parties), arrests[0], arrests[1], by_rule=False)))
        return drafts

    monkeypatch.setattr(assemble, "merge", record)
    read(text)
    return found[0]


def test_signs_tell_what_two_tellings_share(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    same = pair(read, monkeypatch, TWICE)
    assert "of the same frame" in same
    assert "COERCE: of the same frame" in same
    assert same["words shared"] > 0
    other = pair(read, monkeypatch, APART)
    assert {"other actors", "other recipients"} <= other.keys()
    assert {"of other days", "in another country"} <= other.keys()


def test_the_shipped_weights_tell_them_apart(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    known = weights("telling")
    same, other = (known.sum(list(pair(read, monkeypatch, text).items())) for text in (TWICE, APART))
    assert same > other


@pytest.mark.parametrize(("bias", "arrests"), [(9.0, 1), (-9.0, 2)])
def test_tellings_are_joined_from_the_least_chance_on(
    read: Any, monkeypatch: pytest.MonkeyPatch, bias: float, arrests: int
) -> None:
    monkeypatch.setattr(merge, "weights", lambda name: Weights({}, bias, 0.5))
    assert Counter(e.type for e in read(LOOSE).events)["COERCE"] == arrests


def test_acts_of_other_days_or_countries_are_never_joined(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "weights", lambda name: Weights({}, 9.0, 0.5))
    assert Counter(e.type for e in read(APART).events)["COERCE"] == 2


def test_an_act_that_names_nobody_takes_its_parties_from_around(read: Any) -> None:
    text = "Militer Turki mengepung milisi PKK di Irak utara. Serangan udara dilancarkan pada Senin (13/5)."
    report = read(text)
    (attack,) = [e for e in report.events if e.type == "ASSAULT" and "Serangan" in text[slice(*spans(e)[0])]]
    assert attack.actors or attack.recipients
    assert {v.entity for v in attack.evidence if v.field in {"actor", "recipient"}} >= {*attack.actors}


def test_an_act_in_which_nobody_takes_part_is_no_event(read: Any) -> None:
    report = read("Serangan udara dilancarkan pada Senin malam.", explain=True)
    assert report.events == []


def test_what_sets_the_scene_of_a_demand_is_an_event(read: Any) -> None:
    report = read("Mesir mendesak Israel membuka perbatasan setelah Hamas menyerang Israel.")
    assert {e.type for e in report.events} >= {"REQUEST", "ASSAULT"}
    assert "setelah" in word_sets("arguments")["scene"]


def spans(event: Any) -> list[tuple[int, int]]:
    return [(v.start, v.end) for v in event.evidence if v.field == "trigger"]
