"""Tellings of one event become one story, whatever their order; sources are counted, disagreements kept."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.record.stories import cluster, components, join
from saksi.record.summaries import denies, summary
from saksi.record.tellings import Telling, tellings, weighed
from saksi.record.vouching import vouchers
from saksi.report import Report

from .tellers import market, tells


def rows(*reports: Report) -> list[Telling]:
    return [telling for report in reports for telling in tellings(report)]


def articles_of(stories: list[list[Telling]]) -> set[frozenset[str]]:
    return {frozenset(t.article_id for t in story) for story in stories}


def test_reports_of_one_act_are_one_story_and_another_act_is_another() -> None:
    told = rows(
        market("a"),
        market("b", outlet="Harian Lain", published="2025-06-13"),
        market("c", day=None, published="2025-06-15"),
        tells("d", "Iran menyerang kapal tanker di Teluk Oman.", "Iran", "menyerang", "Israel", place="Teluk Oman"),
        market("e", day="2025-05-02", published="2025-05-03"),
    )
    assert articles_of(join(told)) == {frozenset("abc"), frozenset("d"), frozenset("e")}


def test_a_day_that_is_weeks_off_is_never_the_same_event_and_the_next_day_may_be() -> None:
    assert len(join(rows(market("a", day="2025-06-13"), market("b", day="2025-07-13", published="2025-07-14")))) == 2
    assert len(join(rows(market("a", day="2025-06-13"), market("b", day="2025-06-14")))) == 1


def test_a_year_alone_does_not_join_a_day() -> None:
    assert len(join(rows(market("a", day="2025"), market("b", day="2025-06-13")))) == 2
    assert len(join(rows(market("a", day="2025"), market("b", day="2025", published="2025-12-30")))) == 1


POOL = rows(
    *(market(f"a{n}", published=f"2025-06-{14 + n % 3}", killed=n or None) for n in range(6)),
    *(
        tells(f"b{n}", f"Turki mengecam Israel atas Gaza, lapor {n}.", "Turki", "mengecam", "Israel", type="ACCUSE")
        for n in range(4)
    ),
    *(tells(f"c{n}", f"Iran menembakkan rudal ke Haifa {n}.", "Iran", "menembakkan", "Israel") for n in range(4)),
    *(market(f"d{n}", day=None, published=None) for n in range(2)),
)


@given(st.permutations(POOL))
@settings(max_examples=25, deadline=None)
def test_stories_do_not_depend_on_the_order_of_articles(shuffled: list[Telling]) -> None:
    assert [[t.id for t in s] for s in join(shuffled)] == [[t.id for t in s] for s in join(POOL)]


@given(
    st.integers(1, 14).flatmap(
        lambda n: st.tuples(
            st.just(n), st.dictionaries(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), st.floats(0.31, 1))
        )
    ),
    st.randoms(use_true_random=False),
)
def test_clusters_are_a_partition_inside_components(
    case: tuple[int, dict[tuple[int, int], float]], draw: random.Random
) -> None:
    size, drawn = case
    known = {(i, j): sure for (i, j), sure in drawn.items() if i < j}
    found = cluster(size, known, 0.15)
    assert sorted(n for group in found for n in group) == list(range(size))
    whole = {n: number for number, group in enumerate(components(size, known)) for n in group}
    assert all(len({whole[n] for n in group}) == 1 for group in found)
    shuffled = list(known.items())
    draw.shuffle(shuffled)
    assert cluster(size, dict(shuffled), 0.15) == found


def test_clusters_are_joined_by_the_mean_not_by_one_strong_tie() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.9, (2, 3): 0.9, (3, 4): 0.9, (4, 5): 0.9, (5, 6): 0.9, (6, 7): 0.9}
    assert max(map(len, cluster(8, chain, 0.4))) < 5
    assert cluster(3, {(0, 1): 0.9, (1, 2): 0.9}, 0.4) == [[0, 1, 2]]


REUTERS, AFP = ("Reuters", "JRN"), ("AFP", "JRN")
GOVERNOR = ("Oleh Syniehubov", "GOV")


def sources(*reports: Report, copies: dict[str, str] | None = None) -> list[tuple[str, str, int]]:
    return [(v.name, v.kind, len(v.articles)) for v in vouchers(rows(*reports), copies)]


def test_five_copies_of_one_text_are_one_source() -> None:
    told = [market(f"a{n}", outlet=f"Kabar {n}") for n in range(5)]
    assert len(sources(*told)) == 5
    assert sources(*told, copies={f"a{n}": "a0" for n in range(5)}) == [("Kabar 0", "outlet", 5)]


def test_two_outlets_with_the_same_agency_or_speaker_are_one_source() -> None:
    by_agency = [market("a", outlet="Satu", sources=(REUTERS,)), market("b", outlet="Dua", sources=(REUTERS,))]
    assert sources(*by_agency) == [("Reuters", "agency", 2)]
    by_speaker = [
        market("a", outlet="Satu", sources=(GOVERNOR, REUTERS)),
        market("b", outlet="Dua", sources=(GOVERNOR, AFP)),
        market("c", outlet="Tiga", sources=(("Syniehubov", "GOV"),)),
    ]
    assert sources(*by_speaker) == [("Oleh Syniehubov", "speaker", 3)]


def test_an_agency_that_passes_on_a_speaker_adds_nothing_of_its_own() -> None:
    told = [market("a", outlet="Satu", sources=(GOVERNOR, REUTERS)), market("b", outlet="Dua", sources=(REUTERS,))]
    assert sources(*told) == [("Oleh Syniehubov", "speaker", 2)]
    assert sources(*told, market("c", outlet="Tiga", sources=(AFP,))) == [
        ("Oleh Syniehubov", "speaker", 2),
        ("AFP", "agency", 1),
    ]


def test_a_source_that_takes_part_is_marked() -> None:
    (told,) = vouchers(rows(market("a", sources=(("Rusia", "GOV"),))))
    assert told.party
    (told,) = vouchers(rows(market("a", sources=(GOVERNOR,))))
    assert not told.party


def test_disagreements_stand_side_by_side_with_who_says_what() -> None:
    told = rows(
        market("a", killed=3, sources=(GOVERNOR,)),
        market("b", killed=7, outlet="Dua", published="2025-06-15", day="2025-06-14"),
        market("c", killed=3, outlet="Tiga", status="negated"),
    )
    said = summary(told)
    fields = {d["field"]: d["values"] for d in said.disagreements}
    assert [(v["value"], v["events"]) for v in fields["killed"]] == [(3, ["a:v1", "c:v1"]), (7, ["b:v1"])]
    assert fields["killed"][0]["sources"] == ["Oleh Syniehubov"]
    assert fields["killed"][1]["since"] == "2025-06-15"
    assert {v["value"] for v in fields["status"]} == {"actual", "negated"}
    assert (said.type, said.status, said.date_from, said.country) == ("ASSAULT", "actual", "2025-06-13", "UKR")
    assert summary(rows(market("a"), market("b"))).disagreements == ()


def test_a_partys_denial_is_kept_beside_its_event() -> None:
    told = rows(market("a", denial="Moskow membantah serangan itu."))
    event, denial = told
    assert denies(denial, [event])
    assert not denies(denial, rows(market("b")))
    (only,) = summary([event], [denial]).disagreements
    assert (only["field"], only["values"][0]["events"]) == ("denied", ["a:v2"])


@given(st.text(max_size=200))
def test_any_text_can_be_weighed(text: str) -> None:
    words = weighed(text)
    assert not words or abs(sum(w * w for w in words.values()) - 1) < 1e-6
