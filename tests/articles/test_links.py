from __future__ import annotations

import pytest

from saksi.articles import understand
from saksi.articles.links import headline_end
from saksi.report import Article


def left(text: str) -> str:
    return " ".join(understand(Article(id="p", text=text)).story_text().split())


@pytest.mark.parametrize(
    ("link", "after"),
    [
        ("Baca juga: Norlandia Kirim Kapal Perang ke Selat Utara", '"Kami tidak gentar," kata Holm.'),
        ("Baca juga:Norlandia Kirim Kapal Perang ke Selat Utara", "Sebelumnya, kapal itu sempat berlabuh di Tobruk."),
        ("Baca Juga: Benarkah Norlandia Kirim Kapal Perang?", "Angkatan laut menolak berkomentar soal itu."),
        (
            "Baca juga: Daftar Negara yang Mengirim Pasukan ke Selat Utara",
            "Ia menambahkan bahwa latihan berjalan lancar.",
        ),
        ("Baca juga: Norlandia Kirim Kapal Perang ke Selat Utara", "Holm mengatakan kapal itu akan kembali."),
        ("(Baca juga: Norlandia Kirim Kapal Perang)", "Kapal itu akan kembali pekan depan."),
        ("[Gambas:Video Kabar]", "Kapal itu akan kembali pekan depan."),
        ("Simak juga Video 'Kapal Perang Norlandia Tiba':", "Kapal itu akan kembali pekan depan."),
        ("Baca Juga", "Kapal itu akan kembali pekan depan."),
    ],
)
def test_inline_link_goes_and_its_neighbours_stay(link: str, after: str) -> None:
    before = "Menteri itu, Greta Holm, tiba di pelabuhan. Kapal dijaga ketat, ujar Holm, sejak pagi."
    assert left(f"{before} {link} {after}") == f"{before} {after}"


def test_a_link_whose_end_cannot_be_told_stays() -> None:
    text = (
        "Kapal dijaga ketat sejak pagi. Baca juga: Norlandia Kirim Kapal Menteri Luar Negeri Ruiz mengecam langkah itu."
    )
    assert left(text) == text


def test_no_sentence_between_two_links_is_lost() -> None:
    text = (
        "Kapal dijaga ketat. Baca juga: Norlandia Kirim Kapal Perang ke Selat Ruiz yang marah mengecam langkah itu. "
        "Baca juga: Pasifika Tutup Selat Utara"
    )
    assert "mengecam langkah itu." in left(text)


def test_list_of_links_under_its_label() -> None:
    text = (
        "Kapal dijaga ketat sejak pagi oleh tentara.\n\nPilihan Redaksi\n- Norlandia Kirim Kapal Perang\n"
        "- Pasifika Tutup Selat Utara\n\nMenteri itu kemudian pulang ke ibu kota dengan pesawat."
    )
    assert (
        left(text)
        == "Kapal dijaga ketat sejak pagi oleh tentara. Menteri itu kemudian pulang ke ibu kota dengan pesawat."
    )


def test_a_headline_in_small_letters_tells_no_end() -> None:
    text = " kapal norlandia tiba di selat hari ini dan disambut warga"
    assert headline_end(text + " sekitar" * 60, 0, len(text) + 480) is None
