"""SQLite and PostgreSQL side by side: the same ingestion, the same exports, the time that both and `find` take.

    python -m bench.databases [--articles FILE.jsonl[.gz]] [--reports FILE.jsonl] [--count 100] [--synthetic 5000]

``saksi ingest`` reads ``--count`` articles into both; with ``--reports`` as many reports that were read before are
recorded and joined instead. The files of four exports must be equal byte for byte. The searches of ``bench.find`` then
run in its synthetic record of ``--synthetic`` articles and in a copy of it. PostgreSQL is started for this alone, from
Debian's packages, without waiting for the disk (as in the tests), on a socket.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from bench.find import SEARCHES, fill, named, timed
from bench.ingest import export, ingest, measured, sample
from sqlalchemy.engine import Connection
from tests.record.conftest import empty_database
from tests.record.server import Server

from saksi.record import Record
from saksi.record.catching_up import catch_up
from saksi.record.tables import articles, entities, events, pairs, parties, statements
from saksi.report import Report

FORMATS = ("csv", "jsonl", "parquet", "plover")
_CHUNK = 5_000


def same_ingestion(source: Path, count: int, url: str, folder: Path) -> None:
    """Ingest into both and compare what they export."""
    db = folder / "sqlite.db"
    for name, where in (("SQLite", str(db)), ("PostgreSQL", url)):
        seconds, cpu, peak = measured([*ingest(source, where, 1), "--shards", folder / f"shards-{name}"])
        print(f"{name:11} {count} articles ingested and joined: {seconds:.0f} s, {cpu:.1f} s of CPU, {peak:.0f} MB")
    compared(str(db), url, folder)


def same_reports(source: Path, count: int, url: str, folder: Path) -> None:
    """Record the same reports in both, join them, and compare what they export."""
    with source.open(encoding="utf-8") as lines:
        reports = [Report.model_validate_json(line) for line in islice(lines, count)]
    db = str(folder / "sqlite.db")
    for name, where in (("SQLite", db), ("PostgreSQL", url)):
        with Record.open(where) as record:
            clock, worked = time.perf_counter(), time.process_time()
            record.add_many(reports)
            recorded, own = time.perf_counter() - clock, time.process_time() - worked
            clock = time.perf_counter()
            catch_up(record)
            joined = time.perf_counter() - clock
        each = 1000 / len(reports)
        told = f"{recorded * each:.1f} ms each to record ({own * each:.1f} of our CPU), {joined * each:.1f} to join"
        print(f"{name:11} {len(reports)} reports: {told}", flush=True)
    compared(db, url, folder)


def compared(db: str, url: str, folder: Path) -> None:
    """Export from both; the files must be equal."""
    for format in FORMATS:
        made = []
        for name, where in (("sqlite", db), ("postgresql", url)):
            made.append(folder / f"{name}.{format}")
            export(where, format, made[-1])
        one, other = (path.read_bytes() for path in made)
        print(f"{format:8} {len(one):,} bytes, {'equal' if one == other else 'DIFFERENT'}", flush=True)
        if one != other:
            raise SystemExit(1)


def copied(source: Path, connection: Connection) -> None:
    """The rows of a synthetic record in PostgreSQL, in the same order and with the same words to be searched."""
    with closing(sqlite3.connect(source)) as at:
        at.row_factory = sqlite3.Row
        for table in (articles, entities, events, parties, pairs, statements):
            rows = at.execute(f"SELECT * FROM {table.name}")  # noqa: S608 - our names
            while chunk := rows.fetchmany(_CHUNK):
                connection.execute(sa.insert(table), [typed(table, dict(row)) for row in chunk])
        words = at.execute("SELECT rowid, actors, recipients, sources, words FROM events_fts")
        while chunk := words.fetchmany(_CHUNK):
            tsv = " || ".join(
                f"setweight(to_tsvector('simple', lower(:{name})), '{weight}')"
                for name, weight in zip(("actors", "recipients", "sources", "words"), "ABCD", strict=True)
            )
            put = f"INSERT INTO events_fts VALUES (:rowid, :actors, :recipients, :sources, :words, {tsv})"  # noqa: S608
            connection.execute(sa.text(put), [dict(row) for row in chunk])
    body = "setweight(to_tsvector('simple', lower(title)), 'A') || setweight(to_tsvector('simple', lower(text)), 'B')"
    connection.execute(sa.text(f"INSERT INTO articles_fts SELECT n, {body} FROM articles"))  # noqa: S608


def typed(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row as SQLite keeps it in the types of its columns."""
    for column in table.columns:
        if isinstance(column.type, sa.Boolean):
            row[column.name] = bool(row[column.name])
        elif isinstance(column.type, sa.JSON):
            row[column.name] = []
    return row


def searches(count: int, url: str, folder: Path, rounds: int) -> None:
    """The median time of each search in both, and the slowest."""
    path = folder / f"articles-{count}.db"
    vocabulary = fill(path, count, 3, 300)
    begun = time.perf_counter()
    with Record.open(path) as one, Record.open(url) as other:
        with other.writing() as connection:
            copied(path, connection)
        with other.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        print(f"\n{count:,} synthetic articles, {3 * count:,} events, copied in {time.perf_counter() - begun:.0f} s")
        print(f"{'page of 50, by the clock':30}{'SQLite':>12}{'PostgreSQL':>14}{'found':>9}")
        slowest = [0.0, 0.0]
        for title, fields in SEARCHES:
            filters = named(fields, vocabulary)
            took = [timed(rounds, lambda f=filters, r=record: r.search(f))[0] for record in (one, other)]
            found = [record.count(filters) for record in (one, other)]
            if found[0] != found[1]:
                raise SystemExit(f"{title}: {found[0]} in SQLite, {found[1]} in PostgreSQL")
            print(f"{title:30}{took[0]:9.1f} ms{took[1]:11.1f} ms{found[0]:9,}", flush=True)
            slowest = [max(pair) for pair in zip(slowest, took, strict=True)]
        print(f"{'slowest':30}{slowest[0]:9.1f} ms{slowest[1]:11.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pool = Path(os.environ.get("SAKSI_DATA", "../shared")) / "pool" / "articles.jsonl.gz"
    parser.add_argument("--articles", type=Path, default=pool)
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--synthetic", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with Server.start() as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.count and options.reports:
            with empty_database(server.url) as url:
                same_reports(options.reports, options.count, url, folder)
        elif options.count:
            source = folder / "articles.jsonl"
            count = sample(options.articles, options.count, source)
            with empty_database(server.url) as url:
                same_ingestion(source, count, url, folder)
        if options.synthetic:
            with empty_database(server.url) as url:
                searches(options.synthetic, url, folder, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
