from __future__ import annotations

import io
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksi.articles import BadDate, Unreadable, language_of, load, parse_day, understand
from saksi.report import Article

from .pages import PAGES

# Pieces that pages are made of, shuffled: nearer to trouble than random letters.
PIECES = [
    "Jakarta, CNN Indonesia -- ",
    "KOMPAS.com - ",
    "TEMPO.CO, Jakarta - ",
    "(Reuters/Nama)",
    "(ANTARA FOTO/Nama)",
    "Foto: ",
    "Baca juga: ",
    "Baca Juga",
    "Pilihan Redaksi",
    "ADVERTISEMENT",
    "[Gambas:Video]",
    "Simak juga Video '",
    "Editor: ",
    "Penulis",
    "Sumber: ",
    "Credit  ",
    "Selasa, 08 Maret 2022",
    "30/02/2022",
    "(rds/bac)",
    "(*)",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "Menteri Luar Negeri ",
    "mengatakan ",
    "bahwa ",
    '"',
    "“",
    ".",
    "?",
    ":",
    "-",
    "\u200e",
    "\u2028",
    "\x0c",
    "(",
    ")",
    "[",
    "]",
    "Artikel ini telah tayang di ",
    "Norlandia Tarik Pasukan",
    "© ",
    "https://a.id/ ",
    "PT ",
    "Berita Terkait",
    "#a",
    "\\",
]
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)


@given(text=pages, title=st.none() | st.sampled_from([*PIECES[:3], "Norlandia Tarik Pasukan"]))
@settings(max_examples=400, deadline=None)
def test_furniture_lies_in_the_text_and_never_overlaps(text: str, title: str | None) -> None:
    article = understand(Article(id="p", text=text, title=title))
    spans = [piece.span for piece in article.furniture]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end in [credit.span for credit in article.credits]:
        assert 0 <= start < end <= len(text)
    assert len(article.story_text()) == len(text)
    assert Article.model_validate(article.model_dump()) == article
    assert understand(article) == article


@given(data=st.binary(max_size=400) | pages.map(str.encode) | pages.map(lambda text: text.encode("utf-16")))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_become_articles_or_reasons(data: bytes) -> None:
    items = list(load("-", stdin=io.BytesIO(data), any_language=True))
    assert items or not data.strip(b"\xff\xfe\x00\xef\xbb\xbf\r\n\t \x0c\x0b\x1c\x1d\x1e\x1f")
    assert all(item.reason for item in items if isinstance(item, Unreadable))


@pytest.mark.parametrize(
    "head", [b"%PDF-1.4\n", b"<html>", b'{"text": "', b"[", b"id,text\n", b"\xff\xfe", b"\xef\xbb\xbf"]
)
@given(data=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_behind_a_known_beginning(head: bytes, data: bytes) -> None:
    for item in load("-", stdin=io.BytesIO(head + data), any_language=True):
        assert isinstance(item, Article | Unreadable)


@given(text=st.text(max_size=300))
@settings(deadline=None)
def test_every_text_has_a_language(text: str) -> None:
    assert language_of(text).code
    assert language_of(text).name


@given(value=st.text(max_size=30) | st.integers() | st.dates().map(str))
@settings(deadline=None)
def test_dates_are_iso_or_refused(value: object) -> None:
    try:
        day = parse_day(value)
    except BadDate as error:
        assert str(error)
    else:
        assert len(day) == 10


@pytest.mark.parametrize("piece", [*PIECES, "A", "a ", "A ", "A. ", "1 ", "/", "Jakarta ", "Aa, ", "x" * 50 + " "])
def test_no_piece_repeated_makes_it_slow(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.perf_counter()
    understand(Article(id="p", text=text))
    language_of(text)
    assert time.perf_counter() - started < 60


def test_long_pages_stay_quick() -> None:
    text = "\n\n".join(page.text for page in PAGES) * 60
    started = time.perf_counter()
    understand(Article(id="p", text=text))
    assert time.perf_counter() - started < 60
