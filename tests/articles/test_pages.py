from __future__ import annotations

import pytest

from saksi.articles import understand
from saksi.report import Article

from .pages import BODY, PAGES, Page


def squeeze(text: str) -> str:
    return " ".join(text.replace("\u200e", "").split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_understood(page: Page) -> None:
    article = understand(Article(id="p", text=page.text))
    assert squeeze(article.story_text()) == squeeze(page.story)
    assert article.published == page.published
    assert article.title == page.title
    assert article.outlet == page.outlet
    assert (article.dateline.place if article.dateline else None) == page.place
    assert page.credits <= {(credit.kind, credit.name) for credit in article.credits}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_spans_point_at_their_words(page: Page) -> None:
    article = understand(Article(id="p", text=page.text))
    for credit in article.credits:
        assert squeeze(page.text[slice(*credit.span)]) == credit.name
    if article.dateline:
        assert page.text[slice(*article.dateline.span)].casefold().startswith(article.dateline.place.casefold()[:4])
    if article.published_span:
        assert article.published is not None
        assert article.published[:4] in page.text[slice(*article.published_span)]
    assert len(article.story_text()) == len(page.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_looking_twice_changes_nothing(page: Page) -> None:
    once = understand(Article(id="p", text=page.text))
    assert understand(once) == once


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_windows_line_ends_do_not_matter(page: Page) -> None:
    unix = understand(Article(id="p", text=page.text))
    windows = understand(Article(id="p", text=page.text.replace("\n", "\r\n")))
    assert squeeze(windows.story_text()) == squeeze(unix.story_text())
    assert (windows.title, windows.published, windows.outlet) == (unix.title, unix.published, unix.outlet)


def test_what_is_given_stays() -> None:
    text = PAGES[0].text
    article = understand(
        Article(id="p", text=text, published="2020-01-02", outlet="Kabar Kita", title="Judul Lain Sekali")
    )
    assert (article.published, article.published_span) == ("2020-01-02", None)
    assert (article.outlet, article.title) == ("Kabar Kita", "Judul Lain Sekali")
    assert article.furniture[0].kind == "date_line"
    assert article.furniture[0].value == "2022-03-08"


def test_a_day_that_does_not_exist_gives_no_date() -> None:
    article = understand(Article(id="p", text="Rabu, 30 Februari 2022\n\nJakarta, CNN Indonesia -- " + BODY))
    assert article.published is None
    assert article.furniture[0].kind == "date_line"


def test_a_wrong_day_name_is_ignored() -> None:
    article = understand(Article(id="p", text="Minggu, 8 Maret 2022\n\nJakarta, CNN Indonesia -- " + BODY))
    assert article.published == "2022-03-08"


@pytest.mark.parametrize(
    "opening",
    [
        "Kamis, 8 September 2022, Ratu Norlandia meninggal dunia di kastelnya setelah memerintah 70 tahun.",
        "Prabowo, Presiden RI - yang baru dilantik - bertolak ke luar negeri untuk menemui sekutunya.",
        "Sumber Daya Manusia menjadi perhatian utama pemerintah dalam rapat kerja dengan parlemen.",
        "Jakarta menjadi tuan rumah pertemuan menteri pertahanan se-Asia Tenggara pekan ini.",
        "KPK - Polri kembali berselisih soal kewenangan menyidik perkara korupsi di tubuh kementerian.",
        "Baca doa bersama dilakukan keluarga korban penembakan di depan kantor polisi pada Senin malam.",
        "Foto satelit menunjukkan pasukan Norlandia menumpuk di perbatasan utara, kata para analis.",
        "Editor surat kabar itu ditangkap polisi rahasia ketika hendak meninggalkan bandara bersama istrinya.",
    ],
)
def test_story_sentences_are_not_furniture(opening: str) -> None:
    text = opening + "\n\n" + BODY
    article = understand(Article(id="p", text=text))
    assert article.furniture == []
    one_line = text.replace("\n\n", " ")
    assert understand(Article(id="p", text=one_line)).furniture == []


@pytest.mark.parametrize(
    "ending",
    [
        "Serangan itu menewaskan 12 orang (termasuk anak-anak).",
        "Perjanjian itu ditandatangani Perserikatan Bangsa-Bangsa (PBB)",
        "Wawancara lengkapnya akan tayang di stasiun televisi pemerintah, kata juru bicara itu.",
        "Menurut sumber: pasukan sudah ditarik ke barak.",
        "Pihak kedutaan belum memberi tanggapan hingga berita ini ditayangkan.",
        "Ia menyangkal isi tulisan ini telah dimuat di media pemerintah.",
    ],
)
def test_last_sentences_are_not_furniture(ending: str) -> None:
    article = understand(Article(id="p", text=BODY + "\n\n" + ending))
    assert article.furniture == []


def test_one_line_text_keeps_everything_but_furniture() -> None:
    text = "JAKARTA, KOMPAS.com - " + BODY.replace("\n\n", " ") + " (tim/gil)"
    article = understand(Article(id="p", text=text, title="Gencatan Senjata"))
    assert squeeze(article.story_text()) == squeeze(BODY)
    assert [piece.kind for piece in article.furniture] == ["dateline", "initials"]


def test_one_line_page_with_headline_and_caption() -> None:
    title = "Norlandia dan Pasifika Sepakati Gencatan Senjata"
    text = (
        f"{title} {title} Kedua pemimpin berjabat tangan. (Reuters/Anton Sven) Jakarta, CNN Indonesia -- "
        + BODY.replace("\n\n", " ")
    )
    article = understand(Article(id="p", text=text, title=title))
    assert squeeze(article.story_text()) == squeeze(BODY)
    assert article.dateline is not None
    assert ("photo", "Reuters/Anton Sven") in {(credit.kind, credit.name) for credit in article.credits}
