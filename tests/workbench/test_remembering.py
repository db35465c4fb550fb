"""Counts are worked out once, and again after a write by whoever it is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record import Filters, Judgement, Record, aggregates
from saksi.workbench.remembering import Remembered


def test_what_was_counted_is_remembered_until_a_write(record: Record) -> None:
    asked = []

    def count(connection: Connection, filters: Filters) -> int:
        asked.append(filters)
        return aggregates.extent(connection, filters).total

    remembered = Remembered(record)
    filters = aggregates.drawn(Filters(type=("ACCUSE",)))
    first = remembered(count, filters)
    assert [remembered(count, filters) for _ in range(3)] == [first] * 3
    assert len(asked) == 1
    assert remembered(count, aggregates.drawn(Filters())) > first
    event = record.search(filters, limit=1)[0].id
    with Record.open(record.engine.url.render_as_string(hide_password=False)) as another:
        another.review("sari", [Judgement(event=event, verdict="rejected")])
    assert remembered(count, filters) == first - 1
    record.undo("sari")
    assert remembered(count, filters) == first


def test_a_record_in_memory_notices_its_own_writes() -> None:
    with Record.open(":memory:") as made:
        remembered = Remembered(made)

        def count(connection: Connection) -> int:
            return connection.scalar(sa.text("SELECT count(*) FROM audit")) or 0

        assert remembered(count) == 0
        with made.writing() as connection:
            connection.execute(
                sa.text("INSERT INTO audit (at, who, action, subject, detail) VALUES ('', '', '', '', '{}')")
            )
        assert remembered(count) == 1
