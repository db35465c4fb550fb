"""Articles made up for the tests, runs of ingestion over them, and all that a record holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from saksi.articles.sources import find
from saksi.batch import Settings
from saksi.batch.ingest import Engine, Total, ingest
from saksi.batch.outbox import Outbox
from saksi.batch.pool import Pool
from saksi.record import Record
from saksi.record.tables import failures, shards

from . import stub

STUB = Settings(reader="tests.batch.stub:Reader", seconds=120, any_language=True)
PLACES = ("Ambon", "Bandung", "Cirebon", "Denpasar", "Ende", "Fakfak", "Gorontalo")


def story(number: int, more: str = "") -> dict[str, str]:
    place = PLACES[number % len(PLACES)]
    return {
        "id": f"a{number}",
        "published": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        "text": f"{place} diguncang ledakan ke-{number} semalam. Polisi memeriksa {number % 9 + 2} saksi. {more}",
    }


def write(path: Path, rows: Iterable[dict[str, str] | str]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(
    source: Path | str,
    db: Path | str,
    *,
    settings: Settings = STUB,
    workers: int = 2,
    codebook: str = stub.CODEBOOK,
    shards_at: Path | None = None,
    watch: Callable[[Engine, Total], None] | None = None,
    engine: Callable[[Outbox], Any] | None = None,
) -> Total:
    """Ingest a source; ``watch`` is called after each shard."""
    with Record.open(db) as record:
        outbox = Outbox(shards_at or Path(f"{db}.shards"))
        made = engine(outbox) if engine else Pool(settings, workers, outbox.folder)
        try:
            tell = (lambda progress: watch(made, progress.total)) if watch else (lambda _: None)
            return ingest(find(source), record, made, outbox, settings, codebook, tell=tell)
        finally:
            made.close()
            outbox.close()


def contents(db: Path | str) -> dict[str, list[Any]]:
    """All that a run leaves in the record, but for times and the order in which rows were written."""
    with Record.open(db, create=False) as record:
        with record.reading() as connection:

            def rows(*columns: sa.Column[Any]) -> list[Sequence[Any]]:
                return sorted(tuple(row) for row in connection.execute(sa.select(*columns)))

            kept = {
                "failures": rows(failures.c.shard_id, failures.c.item, failures.c.reason),
                "shards": rows(shards.c.id, shards.c.input, shards.c.state, shards.c.rows, shards.c.failed),
            }
        return kept | {
            "reports": [report.to_json() for report in record.reports()],
            "counts": sorted(record.counts().items()),
        }
