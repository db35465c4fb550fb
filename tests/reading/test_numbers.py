import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.reading.numbers import number_at


@pytest.mark.parametrize(
    ("words", "value", "used"),
    [
        ("dua puluh satu orang", 21, 3),
        ("tiga ratus lima puluh ribu", 350_000, 5),
        ("seratus dua puluh", 120, 3),
        ("12.500 orang", 12_500, 1),
        ("1,5 juta", 1_500_000, 2),
        ("sebelas", 11, 1),
        ("seribu dua ratus", 1200, 3),
        ("lima belas", 15, 2),
        ("seorang warga", 1, 1),
        ("3 ribu", 3000, 2),
        ("10 tentara", 10, 1),
    ],
)
def test_numbers_as_newspapers_write_them(words: str, value: int, used: int) -> None:
    assert number_at(words.split(), 0) == (value, used)


@pytest.mark.parametrize("words", ["puluhan orang", "ratusan", "beberapa", "ribuan pengungsi", "1,5 persen", "orang"])
def test_vague_amounts_are_no_number(words: str) -> None:
    assert number_at(words.split(), 0) is None


@given(
    st.lists(
        st.sampled_from(["satu", "dua", "puluh", "belas", "ratus", "ribu", "juta", "12", "1.000", "x"]), min_size=1
    )
)
def test_any_order_of_number_words_is_read_without_an_error(words: list[str]) -> None:
    found = number_at(words, 0)
    assert found is None or (found[0] >= 0 and 0 < found[1] <= len(words))
