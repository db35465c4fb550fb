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
    ],
)
def test_counts(sentence: str, expected: dict[str, int]) -> None:
    words = sentence.split()
    assert {c.toll: c.number for c in counts_in(words, 0, len(words))} == expected
