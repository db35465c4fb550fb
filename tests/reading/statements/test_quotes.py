from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.reading.context import Sentence
from saksi.reading.statements import Quote, find_quotes


def _sentences(text: str) -> list[Sentence]:
    found, begin = [], 0
    for end in [i + 1 for i, c in enumerate(text) if c == "."] or [len(text)]:
        if end > begin:
            found.append(Sentence(len(found), 0, 0, (begin, end), 0))
            begin = end
    return found


def _texts(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, _sentences(text))]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"Kami siap," kata Ali.', ['"Kami siap,"']),
        ("“Kami siap,” kata Ali.", ["“Kami siap,”"]),
        ("«Kami siap», kata Ali.", ["«Kami siap»"]),
        ("„Kami siap“, kata Ali.", ["„Kami siap“"]),
        ('“Kami siap," kata Ali.', ['“Kami siap,"']),
        ('"Satu. Dua. Tiga," kata Ali.', ['"Satu. Dua. Tiga,"']),
        (
            "\"Ia bilang 'pergi sana' lalu menutup pintu,\" kata Ali.",
            ["\"Ia bilang 'pergi sana' lalu menutup pintu,\"", "'pergi sana'"],
        ),
        ("Ali bilang 'pergi sana' kepadanya.", ["'pergi sana'"]),
        ("Jum'at itu Ma'ruf salat di masjid Sya'ban.", []),
        ('"Satu," kata Ali. "Dua," kata Budi.', ['"Satu,"', '"Dua,"']),
        ('("Satu"), kata Ali.', ['"Satu"']),
        ('Aksi di laut ".', []),
        ('Ia menyebutnya "gila ".', ['"gila "']),
        ("Tanpa kutipan.", []),
        ("", []),
    ],
)
def test_found(text: str, quotes: list[str]) -> None:
    assert _texts(text) == quotes


def test_paragraphs_that_open_but_do_not_close_continue() -> None:
    text = '"Paragraf pertama ini panjang.\n\n"Paragraf kedua menutupnya," kata Ali.'
    first, second = find_quotes(text, _sentences(text))
    assert (first.closed, first.continues, second.closed) == (False, True, True)
    assert text[first.start : first.end] == '"Paragraf pertama ini panjang.'


def test_a_quotation_may_run_over_paragraphs() -> None:
    text = 'Kata Ali, "Kami siap.\n\nKami akan datang." Ia pergi.'
    (only,) = find_quotes(text, _sentences(text))
    assert text[only.start : only.end] == '"Kami siap.\n\nKami akan datang."'


def test_unclosed_mark_ends_with_its_sentence() -> None:
    text = 'Ali bilang "kami siap. Budi pulang. "Aku juga," kata Cici.'
    found = find_quotes(text, _sentences(text))
    assert [text[q.start : q.end] for q in found] == ['"kami siap.', '"Aku juga,"']
    assert not found[0].closed


@pytest.mark.parametrize(
    ("text", "scare"),
    [('Apa yang disebut "langkah maju" itu gagal.', True), ('"Pergi!" teriaknya.', False), ('"Siap," katanya.', False)],
)
def test_scare_quotes(text: str, scare: bool) -> None:
    assert [q.scare for q in find_quotes(text, _sentences(text))] == [scare]


_MARKS = st.text(alphabet="ab .,\n\"'“”‘’«»„‟!?():", max_size=120)


def _check(text: str, found: list[Quote]) -> None:
    for quote in found:
        assert 0 <= quote.start <= quote.inner[0] <= quote.inner[1] <= quote.end <= len(text)
        assert quote.start < quote.end
    assert found == sorted(found, key=lambda q: (q.start, -q.end))


@given(_MARKS)
def test_any_marks(text: str) -> None:
    _check(text, find_quotes(text, _sentences(text)))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    _check(text, find_quotes(text, []))


@given(_MARKS)
def test_outermost_quotations_never_overlap(text: str) -> None:
    outer = [q for q in find_quotes(text, _sentences(text)) if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))
