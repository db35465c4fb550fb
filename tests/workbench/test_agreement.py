"""Agreement of coders, against the worked examples of those who defined the measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.workbench.agreement import cohen_kappa, krippendorff_alpha

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): a line a coder, a column a unit, "." for no label.
A = """0100000010
       1110010000"""
B = """aabbdcccedda
       babbbcccEddd""".lower()


def units(table: str) -> list[list[str]]:
    return [[label for label in unit if label != "."] for unit in zip(*table.split(), strict=True)]


# Four coders of twelve units, by unit: the example of section C.
FOUR = ["11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555", "..11", "..3."]


def test_alpha_gives_the_published_values() -> None:
    assert krippendorff_alpha(units(A)) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha(units(B)) == pytest.approx(0.692, abs=5e-4)
    assert krippendorff_alpha([u.replace(".", "") for u in FOUR]) == pytest.approx(0.743, abs=5e-4)


def test_kappa_gives_the_published_value() -> None:
    # J. Cohen (1960), table 1: 200 persons, kappa .492.
    counts = [(88, 14, 18), (10, 40, 10), (2, 6, 12)]
    pairs = [(row, column) for row, line in enumerate(counts) for column, n in enumerate(line) for _ in range(n)]
    assert cohen_kappa(pairs) == pytest.approx(0.492, abs=5e-4)


def test_nothing_to_compare_is_no_figure() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a"), ("a", "a")]) is None
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([["a"], ["b"]]) is None
    assert krippendorff_alpha([["a", "a"]]) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30))
def test_both_lie_between_minus_one_and_one_and_do_not_mind_the_order(pairs: list[tuple[str, str]]) -> None:
    for measure in (cohen_kappa, krippendorff_alpha):
        value = measure(pairs)
        assert value is None or -1 - 1e-9 <= value <= 1 + 1e-9
        assert measure([(b, a) for a, b in reversed(pairs)]) == (None if value is None else pytest.approx(value))
    if all(a == b for a, b in pairs):
        assert krippendorff_alpha(pairs) in (None, 1)
