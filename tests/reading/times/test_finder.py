"""Properties of the time finder that hold for any text."""

from __future__ import annotations

import re
from datetime import date
from time import process_time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from saksi.reading.times import find_times
from saksi.reading.times.grammar import grammar, scan
from saksi.reading.times.resolve import RESOLVERS
from saksi.reading.times.tokens import MADE_HERE, lexicon, load

WORDS = sorted(lexicon().words)
PIECES = st.sampled_from(
    [*WORDS, "29/11", "(", ")", ",", "-", ".", "\n", "5", "31", "1446", "2016", "30/2/2016", "ke-20", "1990-an"]
)
DAYS = st.dates(min_value=date(1, 1, 1))
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.none() | DAYS)
@example("5000 tahun lalu", date(2016, 12, 1))
@example("999999 hari lalu", date(2016, 12, 1))
@example("besok", date(9999, 12, 31))
@example("abad ke-0", date(2016, 12, 1))
def test_every_time_points_at_its_words_and_has_a_date_or_a_reason(text: str, published: date | None) -> None:
    last = 0
    for one in find_times(text, published, []):
        assert last <= one.span[0] < one.span[1]
        last = one.span[1]
        assert text[slice(*one.span)] == one.text
        assert (one.value is None) == bool(one.reason)
        assert one.value is None or ISO.fullmatch(one.value)
        assert one.end is None or (one.value is not None and one.end[:4] >= one.value[:4] and ISO.fullmatch(one.end))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    find_times(text, date(2016, 12, 1), [])


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)), st.dates(min_value=date(1990, 1, 1)))
def test_a_full_date_is_read_back(day: date, published: date) -> None:
    month = next(word for word, (kind, number) in lexicon().words.items() if kind == "month" and number == day.month)
    for text in (f"{day.day} {month} {day.year}", f"({day.day}/{day.month}/{day.year})", day.isoformat()):
        assert [one.value for one in find_times(f"Ia tiba pada {text}.", published, [])] == [day.isoformat()]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_alone_is_the_last_one_up_to_publication(published: date, weekday: int) -> None:
    name = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"][weekday]
    (one,) = find_times(f"Ia ditahan pada {name}.", published, [])
    assert one.value is not None
    found = date.fromisoformat(one.value)
    assert found.weekday() == weekday and 0 <= (published - found).days < 7


def test_nothing_falls_back_to_publication() -> None:
    text = "Presiden mengecam serangan itu selama dua jam di istana."
    assert find_times(text, date(2016, 12, 1), []) == []


def test_every_rule_has_a_resolver_and_every_resolver_a_rule() -> None:
    assert {rule for rule in grammar().rules if rule != "skip"} == set(RESOLVERS)


def test_no_word_stands_in_two_classes() -> None:
    seen: dict[tuple[bool, str], str] = {}
    for name, entry in load("words.yaml").items():
        assert name not in MADE_HERE
        for word in entry["words"]:
            key = (bool(entry.get("capital")), word)
            assert key not in seen, f"{word!r} in {name} and {seen[key]}"
            seen[key] = name


def test_yaml_keeps_words_as_words() -> None:
    assert all(isinstance(word, str) for entry in load("words.yaml").values() for word in entry["words"])


def test_a_pattern_with_an_unknown_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = yaml.safe_load("{macros: {}, never_first: [], rules: {year: [no_such_class year]}}")
    monkeypatch.setattr("saksi.reading.times.grammar.load", lambda name: rules)
    with pytest.raises(ValueError, match="no_such_class"):
        grammar.__wrapped__()


def test_reading_stays_linear() -> None:
    text = "Pada Selasa (29/11) hingga 5, 6, 7, 8, 9 Mei dua puluh lima tahun lalu Nomor 3/4/5 Tahun "
    begin = process_time()
    scan(text * 10)
    short = process_time() - begin
    begin = process_time()
    scan(text * 200)
    assert process_time() - begin < 20 * short * 5 + 0.5
