"""The weighing of signs: names it knows, chances it gives, good signs that raise them, reasons it tells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksi.reading.events import assemble
from saksi.reading.events.signs import known, signs, surroundings
from saksi.reading.reader import default_reader
from saksi.reading.weighing import Weights, weights
from saksi.reading.words import word_sets
from saksi.report import Article, Report

TEXT = """Jakarta - Pemerintah Indonesia mengecam serangan udara Israel ke Gaza pada Senin (3/6/2024).

Menteri Luar Negeri Retno Marsudi bertemu dengan utusan Palestina di Jakarta. "Kita harus mendukung rakyat Palestina,"
kata Retno. Ia meminta Dewan Keamanan PBB segera bersidang soal serangan itu.

Polisi menangkap lima pengunjuk rasa di depan kedutaan besar Amerika Serikat. Apakah Israel akan menarik pasukannya?
Tentara Israel telah menembak dua warga sipil, dan Mesir menutup perbatasan tanpa pengumuman."""


def read(text: str = TEXT, explain: bool = False) -> Report:
    article = Article(id="a", text=text, title="Indonesia kecam serangan Israel", published="2024-06-04")
    return default_reader().read(article, explain=explain)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, float]]]:
    """The signs of every draft of the text."""
    seen: list[list[tuple[str, float]]] = []

    def record(ctx: Any, tree: Any, index: Any, codebook: Any, drafts: Any) -> Any:
        around = surroundings(ctx, tree, drafts)
        seen.extend(signs(ctx, tree, index, codebook, d, around) for d in drafts)
        return drafts

    monkeypatch.setattr(assemble, "keep_plausible", record)
    read()
    return seen


def test_every_weight_is_of_a_known_sign() -> None:
    assert [name for name in weights("plausibility").of if not known(name)] == []
    assert not known("topic nonsense")
    assert not known("status nonsense")


def test_every_sign_found_is_known_and_given_once(found: list[list[tuple[str, float]]]) -> None:
    assert len(found) >= 6
    for one in found:
        names = [name for name, _ in one]
        assert len(names) == len(set(names))
        assert [n for n in names if not known(n)] == []


def test_signs_look_at_the_sentence(found: list[list[tuple[str, float]]]) -> None:
    first = {name for name, _ in found[0]}
    assert {"verbal conflict by a verb", "in the first sentence", "both sides are named", "first of its type"} <= first
    assert any("a question" in dict(one) for one in found)
    assert any("in a quotation" in dict(one) for one in found)


def test_word_lists_are_all_used() -> None:
    cases = {"about", "when", "because", "without", "with", "against", "place", "purpose", "everybody"}
    before = {"duty", "ability", "habit", "done", "to come", "negated", "any"}
    assert set(word_sets("signs")) == cases | before | {"sport", "match", "circumstances", "befell"}


def test_shipped_weights_go_the_way_a_reader_would() -> None:
    of = weights("plausibility").of
    for good in ("sureness of the frame", "a date is told", "words before it: done", "parties of different countries"):
        assert of[good] > 0, good
    for bad in ("in a quotation", "no party is political or armed", "its verb introduces a statement"):
        assert of[bad] < 0, bad
    assert 0.2 <= weights("plausibility").least <= 0.5


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.dictionaries(st.sampled_from(sorted(weights("plausibility").of)), st.floats(-3, 3), max_size=12))
def test_a_chance_that_good_signs_raise(values: dict[str, float]) -> None:
    given_signs = list(values.items())
    chance = weights("plausibility").chance(given_signs)
    assert 0 <= chance <= 1
    assert weights("plausibility").chance(given_signs[::-1]) == pytest.approx(chance)
    for name, weight in weights("plausibility").of.items():
        if name not in values and weight > 0:
            assert weights("plausibility").chance([*given_signs, (name, 1.0)]) >= chance
    assert weights("plausibility").chance([*given_signs, ("a sign nobody weighed", 1.0)]) == chance


def test_least_decides_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from saksi.reading.events import plausibility

    kept = read().events
    assert kept
    assert all(event.confidence >= round(weights("plausibility").least, 3) for event in kept)
    monkeypatch.setattr(plausibility, "weights", lambda _: Weights({}, 0.0, 1.0))
    assert read().events == []
    monkeypatch.setattr(plausibility, "weights", lambda _: Weights({}, 0.0, 0.0))
    every = read().events
    assert len(every) >= len(kept)
    assert {event.confidence for event in every} == {0.5}


def test_same_text_same_chances() -> None:
    assert [e.confidence for e in read().events] == [e.confidence for e in read().events]


def test_the_trace_names_the_weightiest_signs() -> None:
    lines = [t for t in read(explain=True).trace if "plausible at" in t.text]
    assert len(lines) >= len(read().events)
    named = [part.rsplit(" ", 1)[0].strip() for line in lines for part in line.text.split(": ", 2)[2].split("; ")]
    assert any(name in weights("plausibility").of for name in named)
    assert all(line.span for line in lines)
