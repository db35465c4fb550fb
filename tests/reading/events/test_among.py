"""How a draft stands among the others of its article, and what that counts."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.reading.events import plausibility, signs
from saksi.reading.events.among import Among, known
from saksi.reading.events.draft import Draft
from saksi.reading.reader import default_reader
from saksi.reading.weighing import weights
from saksi.report import Article

TEXT = """Vardania - Tentara Kelmora menyerang kota Taris di Vardania pada Senin (3/6/2024).

Presiden Vardania mengecam serangan itu. Vardania juga mengecam Kelmora di depan Dewan Keamanan PBB.

Tentara Kelmora menyerang kota Taris dengan rudal, kata juru bicara militer Vardania."""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> tuple[Among, list[Draft]]:
    """The drafts of the text, nothing held implausible."""
    kept: list[tuple[Among, list[Draft]]] = []

    class Recorder(Among):
        def __init__(self, drafts: Any, alike: Any) -> None:
            super().__init__(drafts, alike)
            kept.append((self, list(drafts)))

    monkeypatch.setattr(plausibility, "Among", Recorder)
    default_reader().read(Article(id="a", text=TEXT, published="2024-06-04"))
    assert len(kept) == 1
    return kept[0]


def test_every_weight_is_of_a_known_sign() -> None:
    assert [name for name in weights("among").of if not known(name) and not signs.known(name)] == []
    assert not known("a likelier one of its kind")
    assert known("ASSAULT: a likelier one of its type with the same sides")


def test_every_sign_is_known_and_given_once(seen: tuple[Among, list[Draft]]) -> None:
    among, drafts = seen
    found = among.signs([0.0] * len(drafts))
    assert len(found) == len(drafts) >= 2
    for one in found:
        names = [name for name, _ in one]
        assert len(names) == len(set(names))
        assert [name for name in names if not known(name)] == []


def test_only_the_less_likely_of_two_alike_has_a_likelier_one() -> None:
    first, second, _ = (dict(one) for one in _among().signs([2.0, 0.0, 0.0]))
    assert "a likelier one of its type" not in first
    assert second["a likelier one of its type"] == 1.0
    assert second["how much likelier is one of its type"] == pytest.approx(2.0)
    assert second["ASSAULT: a likelier one of its type by its actor"] == 1.0
    assert second["likelier ones of its type"] > first["likelier ones of its type"] == 0.0
    assert second["a likely one that it may tell again"] > first["a likely one that it may tell again"] == 0.0


def test_acts_stand_as_they_were_when_they_were_looked_at() -> None:
    drafts = [_draft("ASSAULT", 0), _draft("ASSAULT", 1)]
    among = Among(drafts, [{}, {}])
    before = among.signs([1.0, 0.0])
    drafts[0].actors[:] = [7]
    assert among.signs([1.0, 0.0]) == before


def test_an_article_without_acts_has_no_signs() -> None:
    assert _among([]).signs([]) == []


@given(st.lists(st.floats(-6, 6), min_size=3, max_size=3), st.floats(0.1, 3))
def test_what_is_expected_grows_with_the_others(sums: list[float], more: float) -> None:
    among = _among()
    before, after = (dict(among.signs(one)[0]) for one in (sums, [sums[0], sums[1] + more, sums[2]]))
    for name in ("expected in the article", "expected of its type", "expected just after it", "the others on average"):
        assert after[name] > before[name]
    assert after["expected in its sentence"] == before["expected in its sentence"] == 0


def _among(kinds: Sequence[str] = ("ASSAULT", "ASSAULT", "ACCUSE")) -> Among:
    """Acts of these types by one party against another, a sentence each, any two as likely one act as not."""
    drafts = [_draft(kind, sentence) for sentence, kind in enumerate(kinds)]
    return Among(drafts, [dict.fromkeys(range(len(kinds)), 0.5) for _ in kinds])


def _draft(kind: str, sentence: int) -> Draft:
    candidate: Any = SimpleNamespace(start=10 * sentence)
    return Draft(kind, None, "actual", candidate, sentence, [(0, 1)], actors=[0], recipients=[1])


def test_shipped_weights_hold_back_what_is_told_again() -> None:
    of = weights("among").of
    for again in ("a likely one that it may tell again", "the likeliest with the same sides"):
        assert of[again] < 0
    assert 0.2 <= weights("among").least <= 0.6
