"""Search: the same hits in both databases, whatever way they are found, as a plain look at every report finds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksi.record import (
    EventHit,
    Filters,
    Judgement,
    Order,
    Record,
    RecordError,
    StatementHit,
    What,
    article_id,
    derived,
    search,
)  # fmt: skip
from saksi.report import Report

from .samples import sample, small

RUSSIA, UKRAINE, ISRAEL = ("Rusia", "RUS"), ("Ukraina", "UKR"), ("Israel", "ISR")
DAYS = ["2024-05-13", "2024-05", "2023", None]
TYPES = [("menyerang", "ASSAULT"), ("mengecam", "ACCUSE"), ("membantu", "AID")]


def many() -> list[Report]:
    """Reports of every combination of sides, days and types, each in words of its own."""
    sides = [(a, b) for a, b in product((RUSSIA, UKRAINE, ISRAEL), repeat=2) if a != b]
    made = []
    for n, (((actor, ac), (recipient, rc)), day, (act, type)) in enumerate(product(sides, DAYS, TYPES)):
        made.append(
            small(
                f"a{n}",
                actor=actor,
                actor_country=ac,
                recipient=recipient,
                recipient_country=rc,
                day=day,
                act=act,
                type=type,
                place=["Kharkiv", "Jakarta", "Jakarta Selatan"][n % 3],
                place_country=["UKR", "IDN", "IDN"][n % 3],
                outlet=["Kabar Contoh", "Warta Timur"][n % 2],
                status=["actual", "negated"][n % 5 == 0],
                confidence=n / 100,
                lead=f"Gubernur nomor {n} memberi keterangan. " + ("Harga gandum naik. " if n % 7 == 0 else ""),
            )
        )
    return made


def ids(record: Record, filters: Filters, order: Order = Order.newest, **more: int) -> list[str]:
    return [hit.id for hit in record.search(filters, order=order, **more)]  # type: ignore[arg-type]


def expected(reports: list[Report], passes: Callable[[Report], bool]) -> set[str]:
    return {f"{article_id(r.article)}:v1" for r in reports if passes(r)}


@pytest.fixture(params=["index", "walk", "probe"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways of finding: from the smallest set, or by walking all rows with a look into sets or a test of each."""
    if request.param != "index":
        monkeypatch.setattr(search, "SMALL", -1)
    if request.param == "probe":
        monkeypatch.setattr(search, "LARGE", -1)
    return str(request.param)


def name(report: Report, ref: str) -> str:
    return report.entity(ref).name


def sides(report: Report) -> list[str]:
    return [name(report, "e1"), name(report, "e2")]


def act(report: Report) -> tuple[str, str]:
    return report.events[0].type, report.events[0].status


def day(report: Report) -> str:
    return report.events[0].date.value if report.events[0].date else ""


CASES: list[tuple[dict[str, object], Callable[[Report], bool]]] = [
    ({}, lambda r: True),
    ({"type": ["assault"]}, lambda r: r.events[0].type == "ASSAULT"),
    ({"type": ["ASSAULT", "AID"]}, lambda r: r.events[0].type in {"ASSAULT", "AID"}),
    ({"type": ["ASSAULT"], "status": ["actual"]}, lambda r: act(r) == ("ASSAULT", "actual")),
    ({"actor": ["rusia"]}, lambda r: name(r, "e1") == "Rusia"),
    ({"recipient": ["Rusia"]}, lambda r: name(r, "e2") == "Rusia"),
    ({"party": ["Rusia", "Israel"]}, lambda r: {*sides(r)} == {"Rusia", "Israel"}),
    ({"party": ["Budi"]}, lambda r: True),
    ({"source": ["budi hartono"]}, lambda r: True),
    ({"source": ["Warta Timur"]}, lambda r: r.article.outlet == "Warta Timur"),
    ({"actor": ["Budi"]}, lambda r: False),
    ({"actor": ["Isr*"]}, lambda r: name(r, "e1") == "Israel"),
    ({"country": ["rus"]}, lambda r: "Rusia" in {*sides(r)}),
    ({"country": ["RUS", "UKR"]}, lambda r: {*sides(r)} == {"Rusia", "Ukraina"}),
    ({"actor_country": ["RUS"]}, lambda r: name(r, "e1") == "Rusia"),
    ({"recipient_country": ["RUS", "ISR"]}, lambda r: name(r, "e2") in {"Rusia", "Israel"}),
    ({"actor_country": ["RUS"], "recipient_country": ["UKR"]}, lambda r: sides(r) == ["Rusia", "Ukraina"]),
    ({"between": ["ISR", "RUS"]}, lambda r: {*sides(r)} == {"Rusia", "Israel"}),
    ({"place": "JAKARTA"}, lambda r: r.events[0].place.name.startswith("Jakarta")),  # type: ignore[union-attr]
    ({"place": "Jakarta Selatan"}, lambda r: r.events[0].place.name == "Jakarta Selatan"),  # type: ignore[union-attr]
    ({"place": "Jakar"}, lambda r: False),
    ({"place_country": ["UKR"]}, lambda r: r.events[0].place.country == "UKR"),  # type: ignore[union-attr]
    ({"outlet": ["Warta Timur"]}, lambda r: r.article.outlet == "Warta Timur"),
    ({"text": "mengecam israel"}, lambda r: "mengecam" in r.article.text and "Israel" in r.article.text),
    ({"text": '"rusia menyerang"'}, lambda r: "Rusia menyerang" in r.article.text),
    ({"text": '"menyerang rusia"'}, lambda r: "menyerang Rusia" in r.article.text),
    ({"text": "menyer*"}, lambda r: "menyerang" in r.article.text),
    ({"text": "gandum"}, lambda r: False),
    ({"about": "gandum"}, lambda r: "gandum" in r.article.text),
    ({"about": "gandum", "type": ["AID"], "country": ["UKR"]},
     lambda r: "gandum" in r.article.text and r.events[0].type == "AID" and "Ukraina" in {*sides(r)}),
    ({"since": "2024-05-20", "until": "2024-05-25"}, lambda r: day(r) == "2024-05"),
    ({"since": "2024"}, lambda r: day(r).startswith("2024")),
    ({"until": "2023"}, lambda r: day(r) == "2023"),
    ({"published_since": "2024-05-16", "published_until": "2024-05"}, lambda r: True),
    ({"published_since": "2024-06"}, lambda r: False),
    ({"min_confidence": 0.3, "max_confidence": 0.4}, lambda r: 0.3 <= r.events[0].confidence <= 0.4),
    ({"quad": [4], "review": ["unreviewed"], "max_sources": 1}, lambda r: True),
    ({"min_sources": 2}, lambda r: False),
    ({"context": ["military"]}, lambda r: False),
    ({"story": "none"}, lambda r: False),
    ({"who": "none"}, lambda r: False),
    ({"regime": ["libya"]}, lambda r: False),
    ({"mode": ["visit"]}, lambda r: False),
]  # fmt: skip


def test_each_filter_finds_what_a_look_at_every_report_finds(record: Record, way: str) -> None:
    reports = many()
    record.add_many(reports)
    for fields, passes in CASES:
        filters = Filters.of(**fields)
        wanted = expected(reports, passes)
        assert set(ids(record, filters, limit=1000)) == wanted, fields
        assert record.count(filters) == len(wanted), fields
        assert record.count(filters, at_most=3) == min(3, len(wanted)), fields


def test_pages_in_each_order_make_the_whole(record: Record, way: str) -> None:
    record.add_many(many())
    for fields in ({}, {"type": ["AID"]}, {"party": ["Rusia"]}, {"since": "2023"}):
        filters = Filters.of(**fields)
        for order in Order:
            whole = [hit for hit in record.find(filters, order=order) if isinstance(hit, EventHit)]
            for size in (7, 24):
                pages = [ids(record, filters, order, limit=size, offset=n) for n in range(0, len(whole) + size, size)]
                assert [id for page in pages for id in page] == [hit.id for hit in whole], (fields, order, size)
            if order is Order.newest:
                days = [hit.date_from or "" for hit in whole]
                assert days == sorted(days, reverse=True)
            if order is Order.oldest:
                days = [hit.date_from or "9999" for hit in whole]
                assert days == sorted(days)
            if order is Order.uncertain:
                assert [h.confidence for h in whole] == sorted(h.confidence for h in whole)


def test_both_databases_list_in_one_order(record: Record) -> None:
    record.add_many(many())
    found = [hit.id for hit in record.find(order=Order.newest) if isinstance(hit, EventHit)]
    key = {hit.id: hit.date_from or "" for hit in record.find() if isinstance(hit, EventHit)}
    assert found == sorted(found, key=lambda id: (key[id], id), reverse=True)


def test_a_hit_shows_who_did_what_to_whom_in_which_words(record: Record) -> None:
    record.add(sample())
    (hit,) = record.search(Filters(type=("ASSAULT",)))
    assert isinstance(hit, EventHit)
    assert ([p.name for p in hit.actors], [p.name for p in hit.recipients]) == (
        ["militer Kolombia"],
        ["Front Sungai Biru"],
    )
    assert [p.name for p in hit.sources] == ["Mateo Quiroga", "AFP"]
    assert (hit.date, hit.place, hit.killed, hit.independent_sources) == ("2025-06-11", "Guaviare", 9, 1)
    assert "mengebom kamp" in hit.words
    assert hit.outlet == sample().article.outlet


def test_statements_are_found_by_their_words_and_their_speaker(record: Record, way: str) -> None:
    record.add_many([sample(), *many()[:6]])
    found = record.search(Filters(text="menguburkan", party=("Quiroga",)), What.statements)
    (said,) = found
    assert isinstance(said, StatementHit)
    assert said.speaker is not None
    assert (said.speaker.name, said.direct) == ("Mateo Quiroga", True)
    assert said.addressee is not None and said.addressee.name == "AFP"
    assert record.count(Filters(party=("Budi",)), What.statements) == 6
    assert record.count(Filters(country=("IDN",)), What.statements) == 6
    assert record.count(Filters(country=("COL",), text="pesawat"), What.statements) == 1
    assert record.count(Filters(type=("CONSULT",)), What.statements) == len(sample().statements)
    assert record.count(Filters(since="2025"), What.statements) == len(sample().statements)
    with pytest.raises(RecordError, match="no confidence"):
        record.search(None, What.statements, order=Order.certain)


def test_articles_are_found_by_their_words_and_by_their_events(record: Record, way: str) -> None:
    reports = many()
    record.add_many(reports)

    def found(**fields: object) -> set[str]:
        return {hit.id for hit in record.search(Filters.of(**fields), What.articles, limit=1000)}

    def wanted(passes: Callable[[Report], bool]) -> set[str]:
        return {article_id(r.article) for r in reports if passes(r)}

    assert found() == wanted(lambda r: True)
    assert found(text="gandum") == wanted(lambda r: "gandum" in r.article.text)
    assert found(text="gandum", type=["AID"]) == wanted(
        lambda r: "gandum" in r.article.text and r.events[0].type == "AID"
    )
    assert found(actor=["Rusia"], place_country=["UKR"]) == wanted(
        lambda r: name(r, "e1") == "Rusia" and r.events[0].place.country == "UKR"  # type: ignore[union-attr]
    )
    assert found(country=["ISR"]) == wanted(lambda r: "Israel" in {*sides(r)})
    assert found(until="2024-05-15") == set()


def test_what_reviews_and_stories_make_of_events_is_found(record: Record, way: str) -> None:
    first, second, third = many()[:3]
    record.add_many([first, second, third])
    one, two, three = (f"{article_id(r.article)}:v1" for r in (first, second, third))
    changes = {
        "type": "PROTEST",
        "quad": 4,
        "score": -5.0,
        "actors": ["e3"],
        "place": {"name": "Medan", "country": "IDN"},
    }
    record.review("ani", Judgement(event=one, verdict="corrected", changes=changes))
    record.review("ani", Judgement(event=two, verdict="rejected"))
    record.review("ani", Judgement(event=three, verdict="flagged"))
    for fields, wanted in (
        ({"type": ["PROTEST"]}, {one}),
        ({"actor": ["Budi"]}, {one}),
        (
            {"actor": [name(first, "e1")], "story": None},
            {two, three} if name(first, "e1") == name(second, "e1") else set(),
        ),
        ({"place": "medan"}, {one}),
        ({"actor_country": ["IDN"]}, {one}),
        ({"review": ["corrected", "rejected"]}, {one, two}),
        ({"review": ["flagged"]}, {three}),
        ({"review": ["unreviewed"]}, {three}),
    ):
        assert set(ids(record, Filters.of(**fields))) == wanted, fields
    story = {"id": "s", "type": "ASSAULT", "date_from": None, "date_to": None, "place_name": None,
             "status": "actual", "place_country": None, "articles": 2, "copies": 0, "independent_sources": 2,
             "parties": [], "sources": [], "disagreements": []}  # fmt: skip
    with record.writing() as connection:
        derived.set_stories(connection, [story], {two: "s", three: "s"})
        derived.set_actors(connection, [{"id": "p", "name": "Budi", "kind": "person", "country": "IDN", "aliases": []}],
                           {f"{two.partition(':')[0]}:e3": "p"})  # fmt: skip
    assert set(ids(record, Filters(story="s"))) == {two, three} == set(ids(record, Filters(min_sources=2)))
    assert ids(record, Filters(max_sources=1)) == [one]
    assert ids(record, Filters(who="p")) == [two]


@pytest.mark.parametrize("text", ["", "  ", '"', "*", "!!! --", "\x00"])
def test_a_text_without_words_is_said(record: Record, text: str) -> None:
    with pytest.raises(RecordError, match="to search for"):
        record.search(Filters(text=text))
    with pytest.raises(RecordError, match="to search for"):
        record.search(Filters(actor=(text,)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=40) | st.from_regex(r"[\"'()*:&|!<>\-+ a-zA-Z\\{}^%_;]{1,30}", fullmatch=True))
def test_nothing_that_is_typed_breaks_a_search(record: Record, text: str) -> None:
    for filters in (Filters(text=text), Filters(actor=(text,)), Filters(about=text, place=text, outlet=(text,))):
        try:
            assert record.search(filters) == []
        except RecordError as told:
            assert "to search for" in str(told)


def test_a_text_of_any_length_is_searched_or_refused(record: Record) -> None:
    record.add(small())
    sentence = "Rusia menyerang Ukraina di Kharkiv "
    assert record.count(Filters(text=sentence * 12, actor=("Rusia",), party=("Ukraina",))) == 1
    assert record.count(Filters(text=f'"{"kata " * 60}"')) == 0
    assert record.count(Filters(text="x" * 1_000_000)) == 0
    for long in (Filters(text="kata " * 65), Filters(actor=("nama " * 65,))):
        with pytest.raises(RecordError, match="64 words"):
            record.count(long)


def test_nothing_is_searched_as_code(record: Record) -> None:
    record.add_many(many()[:3])
    for text in ("x' OR 1=1 --", "NEAR(a b)", "actors:Rusia OR x", "Rusia NOT Ukraina zz"):
        assert ids(record, Filters(text=text)) == [], text
    assert len(record) == 3


_WORD = st.text(min_size=1)
_VALUES = {
    "text": _WORD,
    "place": _WORD,
    "party": st.lists(_WORD, min_size=1),
    "type": st.lists(st.sampled_from(["AID", "ASSAULT"]), min_size=1),
    "since": st.sampled_from(["2016", "2016-09", "2016-11-29"]),
    "status": st.lists(st.sampled_from(["actual", "negated"]), min_size=1),
    "quad": st.lists(st.integers(1, 4), min_size=1),
    "min_confidence": st.floats(0, 1),
    "review": st.lists(st.sampled_from(["unreviewed", "flagged"]), min_size=1),
}


@given(st.fixed_dictionaries({}, optional=_VALUES))
def test_filters_come_back_from_the_address_they_went_into(fields: dict[str, object]) -> None:
    filters = Filters.of(**fields)
    assert Filters.from_query(filters.to_query()) == filters
    assert Filters.from_query(f"?page=3&{filters.to_query()}&actor=") == filters


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=kemarin", "since"),
        ("status=perhaps", "status"),
        ("min_confidence=2", "min-confidence"),
        ("between=RUS", "between"),
    ],
)
def test_a_value_that_a_filter_cannot_have_is_said(query: str, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        Filters.from_query(query)


def test_sqlite_starts_from_an_index(record: Record) -> None:
    if record.engine.dialect.name != "sqlite":
        pytest.skip("the plans of PostgreSQL depend on what it knows of the rows")
    record.add_many(many())
    for fields, index in (
        ({}, "ix_events_date_from_id"),
        ({"type": ["AID"]}, "ix_events_type_date_from_id"),
        ({"actor_country": ["RUS"], "recipient_country": ["UKR"]}, "ix_pairs_actor"),
        ({"text": "menyerang"}, "VIRTUAL TABLE INDEX"),
        ({"place": "Jakarta"}, "ix_events_place_key"),
        ({"review": ["corrected"]}, "ix_events_review"),
        ({"since": "2024-05-01", "until": "2024-05-31"}, "ix_events_lasting"),
    ):
        with record.reading() as connection:
            filters = Filters.of(**fields)
            plan = search.planned(connection, filters)
            question = search.ordered(plan, filters, What.events, Order.newest)[0].limit(50)
            steps = " / ".join(search.steps(connection, question))
        assert index in steps, (fields, steps)
