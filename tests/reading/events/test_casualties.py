import pytest

from saksi.reading.events.casualties import counts_in, other_cause

from ..conftest import Read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("sedikitnya 12 orang tewas dan 30 orang terluka", {"killed": 12, "injured": 30}),
        ("serangan itu menewaskan lima warga sipil", {"killed": 5}),
        ("ledakan melukai dua belas tentara", {"injured": 12}),
        ("polisi menangkap 14 orang di lokasi", {"arrested": 14}),
        ("jumlah korban tewas mencapai 1.200 orang", {"killed": 1200}),
        ("puluhan orang tewas dalam serangan itu", {}),
        ("rudal itu terbang 300 kilometer", {}),
        ("kapal itu membawa 20 orang", {}),
        ("pria itu menembak mati empat rekannya dan melukai tiga lainnya", {"killed": 4, "injured": 3}),
        ("jumlah korban tewas akibat gempuran di ibu kota itu kini menjadi 31 orang", {"killed": 31}),
        ("sebanyak 12 orang tewas , tiga di antaranya anak-anak", {"killed": 12}),
        ("dari 40 sandera itu tiga di antaranya tewas", {"killed": 3}),
        ("seorang prajuritnya tewas dalam penyergapan itu", {"killed": 1}),
        ("serangan itu menyebabkan tewasnya 1.219 orang", {"killed": 1219}),
        ("ke-44 orang peserta itu kemudian diamankan polisi", {"arrested": 44}),
        ("keempat prajurit yang ditangkap itu bungkam", {"arrested": 4}),
        ("sudah ada sekitar 10 ribu orang yang meninggal dunia akibat serangan itu", {"killed": 10000}),
        ("jumlah pengungsi di kamp itu menjadi 31 orang", {}),
        ("sebanyak 12 orang , tiga di antaranya anak-anak , tewas dalam serangan itu", {"killed": 12}),
        ("dua warga sipil , salah satunya anak-anak , tewas ditembak", {"killed": 2}),
        ("jumlah korban jiwa akibat serangan itu mencapai 45 orang", {"killed": 45}),
        ("jumlah martir akibat perang mencapai 53.901 .", {"killed": 53901}),
        ("kpk menahan tiga dari tujuh tersangka", {"arrested": 3}),
        ("mereka memprotes penangkapan 11 warga adat", {"arrested": 11}),
        ("seorang paramiliter menembak mati empat rekannya", {"killed": 4}),
        ("seorang residivis ditangkap polisi", {"arrested": 1}),
    ],
)
def test_counts(sentence: str, expected: dict[str, int]) -> None:
    words = sentence.split()
    assert {c.toll: c.number for c in counts_in(words, 0, len(words))} == expected


def test_hunger_is_no_act_of_violence() -> None:
    words = ["total", "korban", "tewas", "akibat", "kelaparan", "tercatat", "217", "orang"]
    assert other_cause(words, 0, len(words))
    words = ["total", "korban", "tewas", "akibat", "serangan", "tercatat", "217", "orang"]
    assert not other_cause(words, 0, len(words))


def test_who_dies_by_name_in_what_an_attack_tells_is_counted(read: Read) -> None:
    report = read(
        "Kelompok bersenjata menembaki pos polisi di Kabupaten Puncak, Selasa (14/5/2024). "
        "Akibatnya, Budi Santoso tewas di tempat."
    )
    assert [e.killed for e in report.events if e.type == "ASSAULT"] == [1]


def test_a_fire_is_no_act_of_violence() -> None:
    words = ["kebakaran", "di", "asrama", "itu", "menewaskan", "16", "siswi"]
    assert other_cause(words, 0, len(words))


def test_people_by_any_noun_are_counted(read: Read) -> None:
    report = read("Polisi menangkap dua pesilat di Blitar, Selasa (14/5/2024).")
    assert [e.arrested for e in report.events] == [2]
    report = read("Angkatan Laut Iran menahan dua kapal tanker Yunani, Selasa (14/5/2024).")
    assert [e.arrested for e in report.events] == [None]


def test_a_death_told_by_a_noun_is_counted(read: Read) -> None:
    report = read("Baku tembak antara TNI dan OPM di Lanny Jaya berujung pada tewasnya Mayer Wenda.")
    assert [e.killed for e in report.events] == [1]
