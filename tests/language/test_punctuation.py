"""Where marks may hang, on trees made by hand."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.language import load
from saksi.language.punctuation import Tree, by_rule

# Kemarin , ia datang .      a fronted word, a comma, a full stop
WORDS = ["Kemarin", ",", "ia", "datang", "."]
HEADS = [3, 0, 3, 3, 2]


def test_places_are_the_tops_of_both_sides_and_what_lies_under_them() -> None:
    tree = Tree(HEADS, [1, 4])
    assert tree.places(1) == ([0], [2, 3])
    assert tree.places(4) == ([3], [])


def test_a_place_that_would_cross_an_arc_is_none() -> None:
    # an arc from the first word to the fourth spans the mark, so nothing above the fourth is open
    assert Tree([3, 0, 3, 4, 4], [1]).places(1) == ([0], [2, 3])
    assert Tree([0, 0, 0, 2], [1]).places(1) == ([0], [2])


def test_a_mark_with_children_stays() -> None:
    assert Tree([1, 1, 1], [1]).marks == []
    assert by_rule(["a", ".", "b"], [1, 1, 1], [1]) == [1, 1, 1]


def test_by_rule_a_comma_hangs_on_the_lower_unit_and_a_full_stop_on_its_sentence() -> None:
    assert by_rule(WORDS, HEADS, [1, 4]) == [3, 0, 3, 3, 3]


def test_by_rule_brackets_hang_on_what_they_hold() -> None:
    words = ["Dewan", "Keamanan", "(", "DK", ")", "bersidang", "."]
    assert by_rule(words, [5, 0, 0, 0, 0, 5, 0], [2, 4, 6]) == [5, 0, 3, 0, 3, 5, 5]


def test_by_rule_a_titles_point_hangs_on_the_title_and_ends_nothing() -> None:
    words = ["Ketua", "Drs", ".", "Amir", "hadir", "."]
    assert by_rule(words, [4, 3, 4, 0, 4, 3], [2, 5]) == [4, 3, 1, 0, 4, 4]


@given(st.data())
def test_whatever_the_heads_words_keep_theirs_and_no_mark_hangs_on_a_leaf(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 12))
    heads = [data.draw(st.integers(0, n - 1)) for _ in range(n)]
    marks = data.draw(st.sets(st.integers(0, n - 1)))
    words = data.draw(st.lists(st.sampled_from([".", ",", "(", ")", '"', "H", "kata", "5"]), min_size=n, max_size=n))
    leaves = set(Tree(heads, marks).marks)
    found = by_rule(words, heads, marks)
    assert all(found[i] == heads[i] for i in range(n) if i not in leaves)
    assert all(found[i] not in leaves or found[i] == heads[i] for i in leaves)


def test_the_pipeline_follows_the_rule_in_gsds_convention() -> None:
    doc = load("gsd")("Kemarin, menteri itu datang.")
    heads = [token.head.i for token in doc]
    assert heads == by_rule([token.text for token in doc], heads, [t.i for t in doc if t.pos_ == "PUNCT"])
    assert doc[-1].head.dep_ == "ROOT"
