"""Stories and people brought up to date: bit by bit, in portions, after being stopped anywhere, by one at a time."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from saksi.record import Filters, Judgement, Record, article_id, derived, joining, ledger, storylines
from saksi.record.alone import alone
from saksi.record.catching_up import catch_up
from saksi.record.tables import audit, shards

from .samples import small
from .test_joining import made, state


class Stopped(Exception):
    """What a kill is to a test."""


def caught(reports: list[Any], batches: list[int]) -> dict[str, Any]:
    with Record.open(":memory:") as record:
        at = 0
        for size in [*batches, len(reports)]:
            record.add_many(reports[at : at + size])
            at += size
            catch_up(record)
        return state(record)


def test_what_is_up_to_date_is_left_alone(record: Record) -> None:
    record.add_many(made())
    first = catch_up(record)
    assert first.articles == len(made())
    assert first.stories > 0
    assert first.people
    before = state(record)
    assert catch_up(record) == (0, 0, None)
    assert catch_up(record, rebuild=True).articles == len(made())
    assert state(record) == before
    with record.reading() as connection:
        told = connection.scalars(sa.select(audit.c.action).order_by(audit.c.n)).all()
    assert told == ["joining", "joined"] * 2


@pytest.mark.parametrize("portion", [1, 2])
def test_portions_and_late_comers_change_nothing(monkeypatch: pytest.MonkeyPatch, portion: int) -> None:
    whole = caught(made(), [])
    monkeypatch.setattr(joining, "_PORTION", portion)
    monkeypatch.setattr(joining, "_SLICE", 1)
    assert caught(made(), []) == whole
    assert caught(made()[::-1], [2, 3]) == whole


def test_stopped_before_any_write_it_goes_on_from_there(tmp_path: Path) -> None:
    whole = caught(made(), [])
    with Record.open(tmp_path / "r.db") as record:
        record.add_many(made())
        left = [0]

        def stop(connection: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Stopped

        event.listen(record.engine, "commit", stop)
        stops = 0
        for commits in range(60):
            left[0] = commits
            try:
                done = catch_up(record)
                break
            except Stopped:
                stops += 1
        event.remove(record.engine, "commit", stop)
        assert stops > 5
        assert done.people is not None
        assert state(record) == whole
        assert catch_up(record) == (0, 0, None)


def test_copies_that_come_late_count_in_the_stories_that_stand(record: Record) -> None:
    reports = made()
    record.add_many(reports[2:])
    catch_up(record)
    record.add_many(reports[:2])
    catch_up(record)
    attack = next(iter(storylines.find(record, Filters(type=("ASSAULT",)))))
    assert (attack["copies"], len(attack["articles"])) == (1, 4)


def test_a_review_is_pending_until_the_next_time(record: Record) -> None:
    reports = made()
    record.add_many(reports)
    catch_up(record)
    record.review("ani", Judgement(event=f"{article_id(reports[2].article)}:v1", verdict="rejected"))
    again = catch_up(record)
    assert (again.articles, again.people is None) == (0, False)
    assert again.stories >= 1


def test_one_at_a_time(url: str) -> None:
    order: list[str] = []
    with Record.open(url) as one, Record.open(url) as two:

        def second() -> None:
            with alone(two.engine):
                order.append("second")

        with alone(one.engine):
            waiting = threading.Thread(target=second)
            waiting.start()
            waiting.join(0.3)
            order.append("first")
        waiting.join(20)
    assert order == ["first", "second"]
    if "://" not in url:
        assert not list(Path(url).parent.glob("*.lock"))


def test_only_what_changed_of_the_actors_is_written(record: Record) -> None:
    record.add(small())
    catch_up(record)
    before = state(record)
    written: list[str] = []

    def note(*given: Any) -> None:
        if given[2].startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(given[2].split("SET")[0])

    with record.writing() as connection:
        held = [dict(row) for row in connection.execute(sa.select(derived.actors)).mappings()]
        members = {id: actor for id, actor in before["members"] if actor}
        event.listen(record.engine, "before_cursor_execute", note)
        derived.set_actors(connection, held, members)
        assert written == []
        derived.set_actors(connection, held, dict(list(members.items())[1:]))
    event.remove(record.engine, "before_cursor_execute", note)
    assert [line.split()[:2] for line in written] == [["UPDATE", "entities"]]


def test_the_ledger_is_brought_forward_only_when_all_is_read(record: Record) -> None:
    record.add_many([small("a", codebook="new"), small("b", codebook="old", lead="Berita. ")])
    row = {"input": "x", "version": "0.1.0", "codebook": "old", "state": "done", "rows": 1}
    with record.writing() as connection:
        for id, more in (("s1", {"failed": 0}), ("s2", {"failed": 1}), ("s3", {"state": "failed", "failed": 0})):
            ledger.put_shard(connection, row | {"id": id} | more)
        assert ledger.bring_forward(connection, version="0.1.0", codebook="new") == 0
    record.replace(article_id(small("b", lead="Berita. ").article), small("b", codebook="new", lead="Berita. "))
    with record.writing() as connection:
        assert ledger.bring_forward(connection, version="0.1.0", codebook="new") == 1
        books = dict(connection.execute(sa.select(shards.c.id, shards.c.codebook)).all())
    assert books == {"s1": "new", "s2": "old", "s3": "old"}
