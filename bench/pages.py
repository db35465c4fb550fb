"""How long each page of pictures takes over a record of 100,000 events, beside the limit of one second.

    python -m bench.pages [--articles 33334] [--rounds 5] [--folder DIR]

The record is that of ``bench.find`` with real countries, coordinates and, for one event in six, a story; the time is
that of the whole answer inside the program, the page made and compressed. The first visit after a write counts apart
from the median of those that follow, which find what was counted then.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pycountry
from bench.find import fill
from fastapi.testclient import TestClient

from saksi.record import Record
from saksi.workbench.app import create

LIMIT = 1.0
PAGES = [
    "/timeline",
    "/timeline?type=ASSAULT&since=2015",
    "/network",
    "/network?by=party",
    "/network?by=party&party=Nama1",
    "/matrix",
    "/matrix?type=CONSULT",
    "/map",
    "/map?view=indonesia",
    "/map?type=ASSAULT&since=2016&until=2016",
    "/actors",
    "/dossier?party=Nama1",
    "/dossier?party=Nama15000",
    "/stories",
    "/watch",
    "/events",
]


def dress(path: Path) -> None:
    """Real codes of countries, coordinates of places, stories and findings."""
    draw = random.Random(11)
    codes = [country.alpha_3 for country in pycountry.countries][:100]
    codes[0] = "IDN"
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM events WHERE place_country = 'C00' LIMIT 1").fetchone():
            return
        named = {f"C{n:02}": code for n, code in enumerate(codes)}
        for table, column in (
            ("entities", "country"),
            ("events", "place_country"),
            ("pairs", "actor_country"),
            ("pairs", "recipient_country"),
        ):
            for made, code in named.items():
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (code, made))  # noqa: S608
        for n in range(1000):
            spot = (
                (draw.uniform(-40, 60), draw.uniform(-120, 150))
                if n % 3
                else (draw.uniform(-9, 4), draw.uniform(96, 140))
            )
            db.execute("UPDATE events SET lat = ?, lon = ? WHERE place_key = ?", (*spot, f"tempat{n}"))
        db.execute("UPDATE events SET story_id = 's' || (n / 6) WHERE n % 6 < 3")
        db.execute(
            "INSERT INTO stories (id, type, date_from, date_to, place_name, place_country, articles, copies,"
            " independent_sources, disagreements, status, parties, sources)"
            " SELECT story_id, min(type), min(date_from), max(date_to),"
            " min(place_name), min(place_country), count(*), 0, count(*), '[]', 'actual', '[]', '[]' FROM events"
            " WHERE story_id IS NOT NULL GROUP BY story_id"
        )
        db.execute(
            "INSERT INTO findings (event_id, position, regime, rule, instrument, why)"
            " SELECT id, 0, 'libya', 'prohibited', 'S/RES/1970 (2011) 9', 'an example' FROM events WHERE n % 500 = 0"
        )
        db.commit()
        db.execute("ANALYZE")


def main() -> None:
    """Print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=33_334)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        path = (given.folder or Path(own)) / f"pages-{given.articles}.db"
        fill(path, given.articles, 3, 200)
        dress(path)
        with Record.open(path) as record, TestClient(create(record), base_url="http://127.0.0.1") as client:
            events = record.counts()["events"]
            print(f"{events:,} events; seconds, first visit and median of {given.rounds} more; limit {LIMIT}")
            for page in PAGES:
                if given.only in page:
                    times, size = [], 0
                    for _ in range(given.rounds + 1):
                        began, cpu = time.perf_counter(), time.process_time()
                        answer = client.get(page)
                        times.append((time.perf_counter() - began, time.process_time() - cpu))
                        size = len(answer.content)
                    wall, cpu = (statistics.median(t[i] for t in times[1:]) for i in (0, 1))
                    first, busy = times[0]
                    late = "" if max(first, wall) < LIMIT else "  OVER THE LIMIT"
                    taken = f"{first:6.2f} (processor {busy:5.2f}) {wall:6.2f} (processor {cpu:5.2f})"
                    print(f"{page:45} {taken} {size // 1000:5} kB {answer.status_code}{late}")


if __name__ == "__main__":
    main()
