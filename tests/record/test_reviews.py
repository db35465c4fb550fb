"""Reviews: only ever added, taken back act by act, and never lost when an article is read again."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from saksi.record import Conflict, Judgement, Record, RecordError, article_id, ledger
from saksi.record import tables as t
from saksi.report import Event, Report

from .samples import sample, small

ID = article_id(small().article)
V1 = f"{ID}:v1"


def row(record: Record, id: str = V1) -> sa.RowMapping:
    with record.reading() as connection:
        return connection.execute(sa.select(t.events).where(t.events.c.id == id)).mappings().one()


def named(record: Record, role: str, id: str = V1) -> list[str]:
    with record.reading() as connection:
        question = (
            sa.select(t.entities.c.name)
            .join(t.parties, t.parties.c.entity_id == t.entities.c.id)
            .where(t.parties.c.event_id == id, t.parties.c.role == role)
            .order_by(t.parties.c.position)
        )
        return list(connection.scalars(question))


def as_type(type: str = "PROTEST", **more: object) -> Judgement:
    return Judgement(event=V1, verdict="corrected", changes={"type": type, "quad": 4, "score": -5.0, **more})


@pytest.fixture
def record(record: Record) -> Record:
    record.add(small())
    return record


def test_the_latest_review_that_stands_holds(record: Record) -> None:
    record.review("ani", Judgement(event=V1, verdict="confirmed"))
    assert row(record)["review"] == "confirmed"
    record.review("budi", Judgement(event=V1, verdict="rejected", note="Judul, bukan peristiwa."))
    assert row(record)["review"] == "rejected"
    assert record.report(ID, corrected=True).events == []
    assert len(record.report(ID).events) == 1
    assert [r.verdict for r in record.undo("budi")] == ["rejected"]
    assert row(record)["review"] == "confirmed"
    record.undo("ani")
    assert row(record)["review"] is None
    assert record.undo("ani") == []
    assert [(r.verdict, r.stands) for r in record.reviews(event=V1)] == [
        ("confirmed", False), ("rejected", False), ("undone", True), ("undone", True),
    ]  # fmt: skip


def test_a_correction_is_what_the_event_is_from_then_on(record: Record) -> None:
    before = row(record)
    record.review("ani", as_type(recipients=[], place=None, date={"value": "2024-05"}))
    after = row(record)
    assert (after["type"], after["quad"], after["review"], after["place_name"]) == ("PROTEST", 4, "corrected", None)
    assert (after["date_from"], after["date_to"]) == ("2024-05-01", "2024-05-31")
    assert (named(record, "actor"), named(record, "recipient")) == (["Rusia"], [])
    assert record.report(ID).events[0].type == "ASSAULT"
    assert record.report(ID, corrected=True).events[0] == record.event(V1)
    assert record.event(V1).type == "PROTEST"
    record.undo("ani")
    assert dict(row(record)) == dict(before)
    assert named(record, "recipient") == ["Ukraina"]


def test_a_party_that_the_report_does_not_name(record: Record) -> None:
    who = {"id": "x", "name": "Garda Nasional", "kind": "organisation", "country": "UKR", "sectors": ["MIL"]}
    record.review("ani", Judgement(event=V1, verdict="corrected", changes={"recipients": ["x"], "entities": [who]}))
    assert named(record, "recipient") == ["Garda Nasional"]
    (made,) = (e for e in record.report(ID, corrected=True).entities if e.name == "Garda Nasional")
    record.undo("ani")
    with record.reading() as connection:
        assert not connection.scalar(sa.select(t.entities.c.id).where(t.entities.c.id == f"{ID}:{made.id}"))


def test_who_comes_after_a_correction_judges_what_it_left(record: Record) -> None:
    record.review("ani", as_type())
    record.review("budi", Judgement(event=V1, verdict="confirmed"))
    assert (row(record)["type"], row(record)["review"]) == ("PROTEST", "confirmed")
    record.review("cici", Judgement(event=V1, verdict="confirmed", as_read=True))
    assert (row(record)["type"], row(record)["review"]) == ("ASSAULT", "confirmed")


def test_a_flag_asks_for_another_look_and_decides_nothing(record: Record) -> None:
    record.review("ani", Judgement(event=V1, verdict="confirmed"))
    record.review("budi", Judgement(event=V1, verdict="flagged"))
    assert (row(record)["review"], row(record)["flagged"]) == ("confirmed", True)
    record.review("ani", Judgement(event=V1, verdict="rejected"))
    assert (row(record)["review"], row(record)["flagged"]) == ("rejected", False)


def test_what_is_done_together_is_undone_together(record: Record) -> None:
    record.add(sample())
    ids = [f"{article_id(sample().article)}:v{n}" for n in (1, 2, 3)]
    record.review("ani", Judgement(event=V1, verdict="confirmed"))
    done = record.review("ani", [Judgement(event=id, verdict="rejected") for id in ids])
    assert len({review.act for review in done}) == 1
    assert {row(record, id)["review"] for id in ids} == {"rejected"}
    assert len(record.undo("ani")) == 3
    assert {row(record, id)["review"] for id in ids} == {None}
    assert row(record)["review"] == "confirmed"


@pytest.mark.parametrize(
    ("judgement", "says"),
    [
        (Judgement(event=f"{ID}:v9", verdict="confirmed"), "no such event"),
        (Judgement(event="v1", verdict="confirmed"), "no such event"),
        (Judgement(event=V1, verdict="corrected"), "which fields"),
        (Judgement(event=V1, verdict="confirmed", changes={"killed": 3}), "Only a correction"),
        (Judgement(event=V1, verdict="corrected", changes={"id": "v2"}), "no id"),
        (Judgement(event=V1, verdict="corrected", changes={"korban": 3}), "no korban"),
        (Judgement(event=V1, verdict="corrected", changes={"type": "AID"}), "quad class"),
        (Judgement(event=V1, verdict="corrected", changes={"status": "perhaps"}), "status"),
        (Judgement(event=V1, verdict="corrected", changes={"actors": ["e99"]}), "e99"),
        (
            Judgement(
                event=V1,
                verdict="corrected",
                changes={"evidence": [{"field": "trigger", "start": 0, "end": 10**6}]},
            ),
            "outside",
        ),
    ],
)
def test_an_unsound_review_is_refused_whole(record: Record, judgement: Judgement, says: str) -> None:
    record.add(sample())
    sound = Judgement(event=f"{article_id(sample().article)}:v1", verdict="confirmed")
    with pytest.raises(RecordError, match=says):
        record.review("ani", [sound, judgement])
    assert record.reviews() == []
    with pytest.raises(RecordError, match="coder"):
        record.review(" ", sound)


def test_who_looked_before_another_decided_is_told(record: Record) -> None:
    (first,) = record.review("ani", Judgement(event=V1, verdict="confirmed", seen=0))
    with pytest.raises(Conflict, match="ani"):
        record.review("budi", Judgement(event=V1, verdict="rejected", seen=0))
    record.review("budi", Judgement(event=V1, verdict="rejected", seen=first.n))
    assert len(record.reviews(event=V1)) == 2


def test_an_act_sent_twice_is_kept_once(record: Record) -> None:
    first = record.review("ani", as_type(), act="k1")
    assert record.review("ani", as_type(), act="k1") == first
    with pytest.raises(Conflict):
        record.review("budi", as_type(), act="k1")
    with pytest.raises(RecordError, match="another coder"):
        record.undo("budi", "k1")
    assert len(record.reviews()) == 1


def test_coders_at_the_same_time_lose_and_double_nothing(record: Record, url: str) -> None:
    refused: list[str] = []

    def work(coder: str) -> None:
        with Record.open(url) as own:
            for n in range(5):
                try:
                    own.review(coder, Judgement(event=V1, verdict="confirmed", seen=n), act=f"{coder}{n}")
                except Conflict:
                    refused.append(coder)

    coders = [threading.Thread(target=work, args=(f"c{n}",)) for n in range(6)]
    for coder in coders:
        coder.start()
    for coder in coders:
        coder.join()
    given = record.reviews(event=V1)
    assert len(given) + len(refused) == 30
    assert 1 <= len(given) <= 5  # one a look at the most, since each saw what it came after
    assert len({review.n for review in given}) == len(given)


def test_every_act_is_in_the_audit(record: Record) -> None:
    record.review("ani", as_type())
    record.undo("ani")
    record.remove(ID, who="ani")
    with record.reading() as connection:
        assert [(a["who"], a["action"]) for a in ledger.audited(connection)] == [
            ("ani", "removed"), ("ani", "undone"), ("ani", "corrected"),
        ]  # fmt: skip
        assert len(ledger.audited(connection, V1)) == 2


def again(**changes: object) -> Report:
    """The same article read by a newer codebook: entities and events are numbered otherwise."""
    report = small(codebook="book2")
    names = {"e1": "e5", "e2": "e4", "e3": "e1"}
    people = [e.model_copy(update={"id": names[e.id]}) for e in report.entities]
    event = report.events[0]
    moved = {
        "id": "v3",
        "actors": [names[r] for r in event.actors],
        "recipients": [names[r] for r in event.recipients],
        "sources": [names[r] for r in event.sources],
    }
    said = [s.model_copy(update={"speaker": "e1"}) for s in report.statements]
    new = event.model_copy(update=moved | changes)
    return report.model_copy(update={"entities": people, "events": [new], "statements": said})


def test_reviews_follow_their_event_to_its_new_name(record: Record) -> None:
    record.review("ani", as_type(actors=["e2"], recipients=["e1"]))
    record.review("budi", Judgement(event=V1, verdict="flagged"))
    for _ in range(2):  # read again twice: what was translated once is not translated again
        record.replace(ID, again())
    found = row(record, f"{ID}:v3")
    assert (found["type"], found["review"], found["flagged"]) == ("PROTEST", "corrected", True)
    assert (named(record, "actor", f"{ID}:v3"), named(record, "recipient", f"{ID}:v3")) == (["Ukraina"], ["Rusia"])
    assert {(r.event_id, r.given_event_id) for r in record.reviews()} == {(f"{ID}:v3", V1)}
    record.undo("ani")
    assert row(record, f"{ID}:v3")["type"] == "ASSAULT"


def test_an_event_of_another_type_told_by_the_same_words_is_the_same(record: Record) -> None:
    record.review("ani", as_type())
    record.replace(ID, again(type="COERCE"))
    assert row(record, f"{ID}:v3")["type"] == "PROTEST"


def test_a_party_gone_from_the_new_reading_is_brought_along(record: Record) -> None:
    record.review("ani", Judgement(event=V1, verdict="corrected", changes={"actors": ["e3"]}))
    new = again(sources=[])
    new = new.model_copy(update={"entities": [e for e in new.entities if e.id != "e1"], "statements": []})
    record.replace(ID, new)
    assert named(record, "actor", f"{ID}:v3") == ["Budi Hartono"]


def test_a_review_of_an_event_that_is_gone_waits_for_it(record: Record) -> None:
    record.review("ani", as_type())
    gone = again()
    gone = gone.model_copy(update={"events": []})
    record.replace(ID, gone)
    (waiting,) = record.reviews()
    assert waiting.event_id is None
    assert Event.model_validate(waiting.seen["event"]).type == "ASSAULT"
    record.remove(ID)
    assert len(record.reviews(article=ID)) == 1
    record.add(small())
    assert (row(record)["type"], row(record)["review"]) == ("PROTEST", "corrected")


def test_two_acts_told_by_the_same_words_keep_their_own_reviews(record: Record) -> None:
    two = small("two", lead="Kabar lain. ")
    two.events.append(two.events[0].model_copy(update={"id": "v2", "type": "COERCE"}))
    record.add(two)
    id = article_id(two.article)
    record.review("ani", Judgement(event=f"{id}:v1", verdict="rejected"))
    record.review("ani", Judgement(event=f"{id}:v2", verdict="confirmed"))
    two.events[:] = [two.events[1].model_copy(update={"id": "v1"}), two.events[0].model_copy(update={"id": "v2"})]
    record.replace(id, two)
    assert row(record, f"{id}:v1")["review"] == "confirmed"
    assert row(record, f"{id}:v2")["review"] == "rejected"
