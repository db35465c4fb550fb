"""Two names of one party, members of a body, bare nouns for the only one there is, "-nya" for a speaker's body."""

from __future__ import annotations

from typing import Any

import pytest

# a text, words in it, and the words that name the same party elsewhere in it
SAME = [
    ("Menteri Perdagangan Rudi Gunawan alias Rugun bertemu pengusaha. Rugun menilai keluhan itu wajar.",
     "Rugun", "Menteri Perdagangan Rudi Gunawan"),
    ("Polda Jawa Tengah menahan Sutarno alias Gondel. Gondel membantah tuduhan polisi.", "polisi", "Polda Jawa Tengah"),
    ("Presiden Lebanon Joseph Aoun menolak usulan Israel. Aoun meminta waktu.", "Aoun", "Presiden Lebanon Joseph Aoun"),
    ("Gabungan Pengusaha Nelayan Seluruh Indonesia (Gapenas) mendukung kementerian baru. Gapenas menolak iuran.",
     "Gapenas", "Gabungan Pengusaha Nelayan Seluruh Indonesia"),
    ("Organisasi Papua Merdeka (OPM) menyerang pos itu. Anggota OPM lalu mundur.",
     "Anggota OPM", "Organisasi Papua Merdeka"),
    ("Presiden Prabowo Subianto menemui Presiden Donald Trump. Kepala Negara berterima kasih kepada rakyat.",
     "Kepala Negara", "Presiden Prabowo Subianto"),
    ("Duta Besar Israel mengecam Sekretaris Jenderal PBB Antonio Guterres. Guterres menjawab.",
     "Guterres", "Sekretaris Jenderal PBB Antonio Guterres"),
    ("PKS menggelar rapat. Ketua Umum PKS Hasan Basri menyatakan partainya menolak normalisasi dengan Israel.",
     "partainya", "PKS"),
    ("Taliban merebut kota itu. Gubernur lari ke Kabul. Kelompok itu menolak berunding.", "Kelompok itu", "Taliban"),
    ("Norwegia menegur Belarus. Pemerintah negara itu membantah.", "Pemerintah negara itu", "Norwegia"),
    ("Ketua DPRD Lina Hapsari menolak usul. Politikus senior ini meminta waktu.", "Politikus senior", "Lina Hapsari"),
    ("Siti Rahma kalah di pengadilan. Perempuan 50 tahun itu mengajukan banding.", "Perempuan", "Siti Rahma"),
    ("Kelompok Front Utara menyerang pos itu. Gubernur memuji gereja. Kelompok yang sama membakar sekolah.",
     "Kelompok", "Front Utara"),
    ("Pemerintah Persatuan Nasional (GNU) menolak usul itu. GNU mengecam Mesir.",
     "GNU", "Pemerintah Persatuan Nasional"),
    ("SBY mengecam Israel. Ia meminta PBB bertindak.", "Ia", "SBY"),
    ("Kapolres Budi Hartono tiba di Nabire. Warga berinisial YK ditahan. Ia meminta warga tenang.",
     "Ia", "Kapolres Budi Hartono"),
    ("Seorang pria menyerang pos polisi. Kapolres Rudi Sulistyo mengatakan pria itu ditembak. Ia kemudian ditangkap.",
     "Ia", "pria"),
    ("Seorang wanita mengamuk. Abdul Halim Zailani mengatakan wanita tersebut mengancam hakim.", "wanita tersebut",
     "wanita"),
    ("Seorang saksi mengatakan Budi Hartono ditembak. Ia dibawa ke rumah sakit lalu ditahan.", "Ia", "Budi Hartono"),
    ("RSF merebut El Fasher. Tentara menuduh kelompok yang dipimpin Dagalo tersebut.", "kelompok", "RSF"),
    ("Trinidad dan Tobago mengizinkan kapal berlabuh. Warga memprotes negara kepulauan itu.",
     "negara kepulauan", "Trinidad dan Tobago"),
    ("Menteri Rini Astuti mengatakan Gubernur Heru Santosa sudah hadir. Ia meminta warga tenang.", "Ia", "Rini Astuti"),
    ("Proposal itu ditolak Israel dan sekutu utamanya, Amerika Serikat.", "sekutu utamanya", "Amerika Serikat"),
    ("Seorang remaja merusak makam. Kapolres Budi Santoso mengatakan remaja itu mengaku. Ia diamankan polisi.",
     "Ia", "remaja"),
    ("Menteri Keuangan Purbaya Yudhi Sadewa memanggil pengusaha. Bendahara Negara itu meminta mereka membayar.",
     "Bendahara Negara", "Purbaya Yudhi Sadewa"),
    ("Asosiasi Bola Basket Malta (MBA) mengecam keputusan itu. MBA menuntut ganti rugi.",
     "MBA", "Asosiasi Bola Basket Malta"),
    ("PT Angkasa Jaya Tol atau AJT menutup gerbang itu. AJT meminta maaf kepada warga.", "AJT", "PT Angkasa Jaya Tol"),
    ("Garda Revolusi Iran mengatakan bahwa mereka menembak pesawat AS.", "mereka", "Garda Revolusi Iran"),
]  # fmt: skip
APART = [
    (
        "Orang tua prajurit mengecam TNI. Mayjen Piek Budyakto mengungkapkan 20 orang telah ditahan.",
        "20 orang",
        "Orang tua prajurit",
    ),
    (
        "Jenderal Rudi Sulistyo bertemu Menteri Rini. Kapolres Budi Santoso mengatakan pria itu ditahan.",
        "pria",
        "Budi Santoso",
    ),
    (
        "Jaksa Agung Rudi Hartono menolak usul itu. Hakim memvonis Lim. Jaksa menyatakan banding.",
        "Jaksa",
        "Rudi Hartono",
    ),
    (
        "Australia menyumbang kapal bagi Bakamla. Aktivis berunjuk rasa dan polisi membubarkan mereka.",
        "polisi",
        "Bakamla",
    ),
    (
        "Polisi menahan RN, AS, dan MK. Tersangka berinisial RN, AS, dan MK melawan. Washington menolak.",
        "Washington",
        "AS",
    ),
    ("Wagner membunuh warga sipil di Moura. Ribuan warga turun ke jalan di Bamako.", "warga", "warga sipil"),
    ("Thailand mengevakuasi warganya dari Iran. China memulangkan warganya dari Israel.", "warganya", "warganya"),
    (
        "Para demonstran menuntut Israel menarik pasukan. Hamas menculik para sandera. Para sandera dibebaskan Hamas.",
        "Para sandera",
        "Para demonstran",
    ),
    ("Anggota Polri dibunuh anggota OPM di Yahukimo.", "anggota OPM", "Anggota Polri"),
    ("Kombes Polisi Rahmat Wibowo memimpin rapat. Warga mengkritik langkah polisi itu.", "polisi", "Rahmat Wibowo"),
]

# a text, a name in it, and what that is
KINDS = [
    ("Warga Distrik Sugapa mengungsi. Komnas HAM mengirim tim ke Sugapa. Warga Sugapa menyambutnya.",
     "Sugapa", "place"),
    ("Polisi menahan seorang warga berinisial YK. Ibu YK mengecam polisi.", "YK", "person"),
    ("Wakapolda Papua Tengah menahan dua warga di Nabire, Papua Tengah.", "Papua Tengah", "place"),
    ("Kantor berita Rajawali melaporkan serangan itu. Rajawali dikecam Iran.", "Rajawali", "organisation"),
]  # fmt: skip


def _entity(report: Any, words: str, at: int) -> str:
    """The id of the entity whose shortest mention holds the ``words`` at ``at``, or else lies in them."""
    around = [(b - a, e.id) for e in report.entities for a, b in e.mentions if a <= at and b >= at + len(words)]
    inside = [(b - a, e.id) for e in report.entities for a, b in e.mentions if at <= a and b <= at + len(words)]
    assert around or inside, words
    return min(around)[1] if around else max(inside)[1]


@pytest.mark.parametrize(("text", "words", "other"), SAME, ids=[words for _, words, _ in SAME])
def test_one_party(read: Any, text: str, words: str, other: str) -> None:
    report = read(text)
    assert _entity(report, words, text.rindex(words)) == _entity(report, other, text.index(other))


@pytest.mark.parametrize(("text", "words", "other"), APART, ids=[words for _, words, _ in APART])
def test_two_parties(read: Any, text: str, words: str, other: str) -> None:
    report = read(text)
    assert _entity(report, words, text.rindex(words)) != _entity(report, other, text.index(other))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "TNI dan Angkatan Darat AS menggelar latihan gabungan Super Garuda Shield di Baturaja.",
            "Super Garuda Shield",
        ),
        ("Sejumlah anggota DPR memprotes pengesahan revisi UU TNI.", "TNI"),
        ("Baku tembak pecah antara tentara dan pemberontak.", "Baku"),
    ],
)
def test_words_that_name_no_party(read: Any, text: str, name: str) -> None:
    report = read(text)
    assert not [e for e in report.entities if name in (report.article.text[a:b] for a, b in e.mentions)]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS, ids=[name for _, name, _ in KINDS])
def test_kind(read: Any, text: str, name: str, kind: str) -> None:
    assert {entity.kind for entity in read(text).entities if entity.name == name} <= {kind}
