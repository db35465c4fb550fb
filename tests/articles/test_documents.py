from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from saksi.articles import Unreadable, load
from saksi.articles.documents import join_lines
from saksi.report import Article

from .pages import BODY

PARAGRAPHS = BODY.split("\n\n")
HTML = (
    "<!DOCTYPE html><html lang='id'><head><meta charset='utf-8'>"
    "<title>Norlandia dan Pasifika Sepakati Gencatan Senjata - Kabar Kita</title>"
    "<meta property='og:title' content='Norlandia dan Pasifika Sepakati Gencatan Senjata'>"
    "<meta property='og:site_name' content='cnnindonesia.com'>"
    "<meta property='article:published_time' content='2022-03-08T14:05:00+07:00'></head><body>"
    "<nav><a href='/'>Beranda</a><a href='/dunia'>Dunia</a></nav><article>"
    "<h1>Norlandia dan Pasifika Sepakati Gencatan Senjata</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 2)
    + "</article><footer>Hak cipta</footer><script>var rahasia = 'jangan dibaca';</script></body></html>"
)


def one(path: Path, content: bytes) -> Article | Unreadable:
    path.write_bytes(content)
    (item,) = load(path)
    return item


def pdf(text: str | None, *, locked: bool = False, pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=600, height=800)
        if text is None:
            continue
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        shown = "".join(f"({line}) Tj T*\n" for line in text.replace("(", "").replace(")", "").split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 750 Td\n{shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if locked:
        writer.encrypt("sandi", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_html_page(tmp_path: Path) -> None:
    article = one(tmp_path / "a.html", HTML.encode())
    assert isinstance(article, Article)
    assert article.title == "Norlandia dan Pasifika Sepakati Gencatan Senjata"
    assert (article.published, article.published_span, article.outlet) == ("2022-03-08", None, "CNN Indonesia")
    assert all(paragraph in article.text.split("\n") for paragraph in PARAGRAPHS)
    assert "rahasia" not in article.text
    assert "Beranda" not in article.text


def test_html_in_the_code_page_its_head_names(tmp_path: Path) -> None:
    page = HTML.replace("charset='utf-8'", "charset='iso-8859-2'").replace("Tomas Ruiz", "Tomáš Růžička")
    article = one(tmp_path / "a.html", page.encode("iso-8859-2"))
    assert isinstance(article, Article)
    assert "Tomáš Růžička" in article.text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href='/'>Beranda</a></nav></body></html>",
        "<html></html>",
        "<div>" * 100_000,
        "<b>" * 40_000 + "x",
        "<table>" * 20_000,
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><body><p>&b;</p></body></html>",
        "<html" + " a=1" * 100_000,
        "<p>\x01\x02\ufffe</p>",
    ],
)
def test_pages_without_an_article_are_refused(tmp_path: Path, page: str) -> None:
    started = time.perf_counter()
    item = one(tmp_path / "a.html", page.encode())
    assert isinstance(item, Unreadable)
    assert time.perf_counter() - started < 60


def test_pdf(tmp_path: Path) -> None:
    lines = "Norlandia dan Pasifika Sepakati Gencatan Senjata\n\n" + "\n".join(
        [
            "Menteri Luar Negeri Norlandia bertemu dengan Presiden Pasifika pada",
            "hari Senin. Keduanya membahas perbatasan.",
        ]
    )
    article = one(tmp_path / "a.pdf", pdf(lines))
    assert isinstance(article, Article)
    assert "Presiden Pasifika pada hari Senin. Keduanya membahas perbatasan." in article.text
    assert article.title == "Norlandia dan Pasifika Sepakati Gencatan Senjata"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(None), "no text"),
        (pdf("Rahasia negara", locked=True), "encrypted"),
        (pdf("Teks biasa")[:200], "damaged"),
        (b"%PDF-1.7\n" + b"sampah " * 50, "damaged"),
        (pdf("Satu", pages=250), "longer than an article"),
    ],
)
def test_bad_pdf(tmp_path: Path, data: bytes, says: str) -> None:
    item = one(tmp_path / "a.pdf", data)
    assert isinstance(item, Unreadable)
    assert says in item.reason


def test_pdf_by_another_name_is_still_a_pdf(tmp_path: Path) -> None:
    item = one(tmp_path / "a.txt", pdf(None))
    assert isinstance(item, Unreadable)
    assert "PDF" in item.reason


def test_printed_lines_become_paragraphs() -> None:
    printed = (
        "Pasukan Ditarik\n"
        "Pasukan Norlandia ditarik dari perbatasan setelah kedua menteri berte-\n"
        "mu di ibu kota. Warga menyambut kesepakatan itu, kata seorang anak-\n"
        "anak di kota itu kepada wartawan pada hari yang sama sore tadi.\n"
        "\n"
        "Oposisi menolaknya."
    )
    assert join_lines(printed).split("\n") == [
        "Pasukan Ditarik",
        "Pasukan Norlandia ditarik dari perbatasan setelah kedua menteri bertemu di ibu kota. Warga menyambut "
        "kesepakatan itu, kata seorang anak-anak di kota itu kepada wartawan pada hari yang sama sore tadi.",
        "Oposisi menolaknya.",
    ]
