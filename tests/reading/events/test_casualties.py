import pytest

from saksi.reading.events.casualties import counts_in


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
        ("jumlah pengungsi di kamp itu menjadi 31 orang", {}),
    ],
)
def test_counts(sentence: str, expected: dict[str, int]) -> None:
    words = sentence.split()
    assert {c.toll: c.number for c in counts_in(words, 0, len(words))} == expected
