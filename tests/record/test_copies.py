"""Copies are found by their words, whatever the order of the articles, and chains follow credits and days."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.record.copies import Group, Text, chain, compare, find_groups, find_overlaps, shingles

WORDS = [f"kata{n}" for n in range(400)]
DAY = "2025-06-13"


def body(seed: int, length: int = 120) -> str:
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) for _ in range(length))


def groups(texts: list[Text]) -> list[Group]:
    held = {text.id: text for text in texts}
    overlaps = find_overlaps(sorted(texts, key=lambda t: t.turn))
    return find_groups(held, [(o.a, o.b) for o in overlaps])


def test_case_punctuation_and_spacing_make_no_difference() -> None:
    one = Text("a", body(1), DAY)
    two = Text("b", body(1).upper().replace(" ", ",\n  "), "2026-01-01")
    assert [(o.a, o.b, o.jaccard) for o in find_overlaps([one, two])] == [("a", "b", 1.0)]


@pytest.mark.parametrize(("kept", "copy"), [(120, True), (100, True), (50, False), (0, False)])
def test_a_shortened_and_rewritten_text_is_a_copy_while_most_of_it_is_kept(kept: int, copy: bool) -> None:
    words = body(1).split()
    other = " ".join(words[:kept] + body(2).split()[: 120 - kept])
    assert bool(groups([Text("a", body(1), DAY), Text("b", other, DAY)])) is copy


def test_a_form_filled_anew_weeks_later_is_no_copy() -> None:
    table = body(3, 200)
    prices = [
        Text("a", f"harga hari ini 14 {table}", "2025-06-01"),
        Text("b", f"harga hari ini 15 {table}", "2025-06-20"),
    ]
    assert groups(prices) == []
    assert [g.ids for g in groups([prices[0], Text("b", prices[1].body, "2025-06-02")])] == [["a", "b"]]


def test_a_digest_does_not_make_copies_of_what_it_holds() -> None:
    parts = [Text(f"p{n}", body(n, 100), DAY) for n in range(5)]
    digest = Text("z", " ".join(part.body for part in parts), DAY)
    assert groups([*parts, digest]) == []


def test_short_texts_are_not_compared() -> None:
    assert groups([Text("a", "Video lengkapnya di sini sekarang juga ya", DAY), Text("b", "Video lain", DAY)]) == []
    assert groups([Text("a", "", DAY), Text("b", "", DAY)]) == []


def test_a_chain_follows_credits_to_the_agency() -> None:
    texts = [
        Text("r", body(1), "2016-12-01", "Reuters"),
        Text("c", body(1) + " " + body(9, 10), "2016-12-01", "CNN Indonesia", ("Reuters",)),
        Text("b", body(1) + " " + body(8, 12), "2016-12-02", "Catatan Warga", ("CNN Indonesia",)),
    ]
    (group,) = groups(texts)
    assert group.copied_from == {"c": "r", "b": "c"}
    held = {text.id: text for text in texts}
    assert chain("b", held, group.copied_from) == ["Catatan Warga", "CNN Indonesia", "Reuters"]
    assert chain("b", {"b": texts[2]}, {}) == ["Catatan Warga", "CNN Indonesia"]


def test_credits_that_lead_in_a_circle_do_not_hang() -> None:
    texts = [Text("a", body(1), DAY, "Kabar A", ("Kabar B",)), Text("b", body(1), DAY, "Kabar B", ("Kabar A",))]
    (group,) = groups(texts)
    assert len(group.copied_from) == 1


@st.composite
def collections(draw: st.DrawFn) -> list[Text]:
    made = []
    for n in range(draw(st.integers(2, 9))):
        seed, cut = draw(st.integers(0, 2)), draw(st.integers(0, 60))
        words = body(seed).split()[cut:] + body(50 + n, draw(st.integers(0, 40))).split()
        day = draw(st.one_of(st.none(), st.integers(0, 5)))
        published = (date(2025, 6, 1) + timedelta(day)).isoformat() if day is not None else None
        made.append(Text(f"t{n}", " ".join(words), published, draw(st.sampled_from(["A", "B", None]))))
    return made


@given(collections(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_groups_do_not_depend_on_order_nor_on_what_came_first(texts: list[Text], draw: random.Random) -> None:
    whole = groups(texts)
    shuffled = texts[:]
    draw.shuffle(shuffled)
    assert groups(shuffled) == whole
    # the same, found in two batches: only pairs with something new are looked for in the second
    held = {text.id: text for text in texts}
    first, late = shuffled[: len(texts) // 2], {text.id for text in shuffled[len(texts) // 2 :]}
    links = [(o.a, o.b) for o in find_overlaps(sorted(first, key=lambda t: t.turn))]
    links += [(o.a, o.b) for o in find_overlaps(sorted(texts, key=lambda t: t.turn), late)]
    assert find_groups(held, links) == whole


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    jaccard, containment = compare(shingles(a), shingles(b))
    assert 0 <= jaccard <= containment <= 1
    assert compare(shingles(b), shingles(a)) == (jaccard, containment)
