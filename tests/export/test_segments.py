"""The article is cut at every mark's boundary, loses nothing, and tells for each piece all it belongs to."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.export.segments import Mark, cut


def test_overlap_is_cut_into_three() -> None:
    [paragraph] = cut(
        "Presiden tiba di Kairo", [Mark(0, 13, "said", "s1", "content"), Mark(9, 22, "", "v1", "trigger")]
    )
    assert [(s.text, s.refs) for s in paragraph.segments] == [
        ("Presiden ", ["s1:content"]),
        ("tiba", ["s1:content", "v1:trigger"]),
        (" di Kairo", ["v1:trigger"]),
    ]
    assert [s.numbers for s in paragraph.segments] == [[], ["v1"], []]


def test_a_span_over_two_lines_opens_once() -> None:
    first, second = cut("satu dua\n\ntiga", [Mark(5, 14, "said", "s1", "content")])
    assert (first.gap, second.gap) == (False, True)
    assert [s.opens for p in (first, second) for s in p.segments] == [[], ["s1:content"], []]
    assert second.segments[0].kinds == ["said"]


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab \n", min_size=1, max_size=60))
    made = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        made.append(Mark(start, end, "entity", f"e{number}", "mention"))
    return text, made


@given(texts_with_marks())
def test_nothing_is_lost_and_every_piece_knows_its_marks(case: tuple[str, list[Mark]]) -> None:
    text, made = case
    paragraphs = cut(text, made)
    assert ["".join(s.text for s in p.segments) for p in paragraphs] == [x for x in text.split("\n") if x.strip()]
    for segment in (s for p in paragraphs for s in p.segments):
        assert text[segment.start : segment.end] == segment.text
        covering = {f"{m.ref}:mention" for m in made if m.start <= segment.start and segment.end <= m.end}
        touching = {f"{m.ref}:mention" for m in made if m.start < segment.end and segment.start < m.end}
        assert set(segment.refs) == covering == touching


@given(texts_with_marks())
def test_a_mark_opens_at_most_once(case: tuple[str, list[Mark]]) -> None:
    text, made = case
    opened = [pair for p in cut(text, made) for s in p.segments for pair in s.opens]
    assert len(opened) == len(set(opened))
