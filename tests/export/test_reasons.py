"""Why a field is empty is told in both languages."""

import pytest

from saksi.export.labels import Labels


@pytest.mark.parametrize(
    ("told", "indonesian"),
    [
        ("'Jumat (6/6)' in a sentence before it", "'Jumat (6/6)' dalam kalimat sebelumnya"),
        ("the article names no place", "artikel tidak menyebut tempat"),
        (
            "'{x} 5' cannot be dated: its year cannot be told",
            "'{x} 5' tidak dapat ditanggali: tahunnya tidak dapat ditentukan",
        ),
        (
            "'kemarin' cannot be dated: the article's day of publication is not known",
            "'kemarin' tidak dapat ditanggali: hari terbit artikel tidak diketahui",
        ),
        ("said in 'no table'", "said in 'no table'"),
    ],
)
def test_a_reason_keeps_its_words(told: str, indonesian: str) -> None:
    assert Labels("en").reason(told) == told
    assert Labels("id").reason(told) == indonesian
