"""Rate and peak memory of ``saksi export`` on synthetic reports, every format in a process of its own.

    python -m bench.export [--reports 50000] [--formats csv,parquet] [--record]

Each format writes a tenth of the reports, then all of them, and the peak memory of both is printed: it must not grow
with their number. Reports are made on the fly, of a few hundred parties in changing company, dates over ten years.
With ``--record`` they are put into a record first and read from there.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from saksi.export.exporting import exports
from saksi.export.items import Actor, Item, Standing
from saksi.export.recorded import recorded
from saksi.record import Record
from saksi.report import Article, Date, Entity, Event, Evidence, Place, Report

ACTS = [
    ("CONSULT", "visit", 1, 4.0, "mengunjungi"),
    ("ACCUSE", "allege", 3, -3.5, "menuduh"),
    ("AID", None, 2, 10.0, "membantu"),
    ("ASSAULT", "aerial", 4, -9.5, "mengebom"),
    ("REQUEST", "change", 3, -1.0, "mendesak"),
]
COUNTRIES = ["IDN", "RUS", "USA", "LBY", "TUR", "FRA", "EGY", "CHN", "ISR", "IRN", "UKR", "SDN"]
EVENTS = 6  # a report; news articles in Indonesian have about that many
GROWTH = 1.1  # peak memory at all reports over that at a tenth of them


def reports(count: int, seed: int = 7) -> Iterator[Item]:
    """Items as a record would hold them: six events, eight parties, a story for every third event."""
    chance = random.Random(seed)
    for n in range(count):
        yield _item(n, chance)


def _item(n: int, chance: random.Random) -> Item:
    entities, parts, place = [], [], 0
    numbers = chance.sample(range(600), 8)
    for k, number in enumerate(numbers):
        country = COUNTRIES[number % len(COUNTRIES)]
        kind = ("person", "organisation", "country", "group")[number % 4]
        name = country if kind == "country" else f"Pihak {number}"
        sectors = ["GOV"] if kind in ("country", "person") else ["MIL"]
        entities.append(Entity(id=f"e{k}", name=name, kind=kind, country=country, sectors=sectors))
    events, sentences = [], []
    standings = {}
    for k in range(EVENTS):
        kind_of, mode, quad, score, verb = chance.choice(ACTS)
        one, other, source = chance.sample(entities, 3)
        sentence = f"{one.name} {verb} {other.name} di Tripoli, kata {source.name} kepada wartawan pada hari itu. "
        at = place + len(one.name) + 1
        spans = [("trigger", at, at + len(verb), None), ("actor", place, at - 1, one.id)]
        spans.append(("recipient", at + len(verb) + 1, at + len(verb) + 1 + len(other.name), other.id))
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(3650))
        events.append(
            Event(
                id=f"v{k}",
                type=kind_of,
                mode=mode,
                quad=quad,
                score=score,
                actors=[one.id],
                recipients=[other.id],
                sources=[source.id],
                date=Date(value=day.isoformat()),
                place=Place(name="Tripoli", country="LBY", lat=32.9, lon=13.2, geonameid=2210247),
                confidence=0.8,
                evidence=[Evidence(field=f, start=a, end=b, entity=e) for f, a, b, e in spans],
            )
        )
        if k % 3 == 0:
            standings[f"v{k}"] = Standing(story=f"s{n // 4}-{k}", articles=4, independent_sources=2)
        sentences.append((place, place + len(sentence) - 1))
        parts.append(sentence)
        place += len(sentence)
    article = Article(
        id=f"{n:020x}",
        text="".join(parts),
        title=f"Berita {n}",
        outlet="Kabar Contoh",
        url=f"https://contoh.example/{n}",
        published="2025-06-14",
        sentences=sentences,
    )
    actors = {f"e{k}": Actor(f"actor-{number}", entities[k].name) for k, number in enumerate(numbers)}
    return Item(Report(id=article.id, article=article, entities=entities, events=events), standings, actors)


def measure(format: str, count: int, db: Path | None) -> tuple[float, float, int]:
    """Seconds of the writer alone, peak memory in MB and bytes written, in a fresh process."""
    command = [sys.executable, "-m", "bench.export", "--one", format, "--reports", str(count)]
    command += ["--db", str(db)] if db else []
    seconds, memory, size = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory), int(size)


def one(format: str, count: int, db: Path | None) -> None:
    """Write one file and print what it took; the time to make the reports is measured by itself and taken off."""
    made = 0.0
    if db is None:
        begun = time.process_time()
        for _ in reports(count):
            pass
        made = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        begun = time.process_time()
        with path.open("wb") as target:
            if db is None:
                exports[format].write(reports(count), target, "year")
            else:
                with Record.open(db, create=False) as record:
                    exports[format].write(recorded(record), target, "year")
        seconds = time.process_time() - begun - made
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{seconds:.3f} {memory:.1f} {path.stat().st_size}")


def kept(folder: str, count: int) -> Path:
    """A record of so many reports."""
    path = Path(folder) / f"{count}.db"
    with Record.open(path) as record:
        record.add_many(item.report for item in reports(count))
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--formats", default=",".join(exports))
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--db", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.reports, options.db)
        return 0
    counts = (options.reports // 10, options.reports)
    told = "from a record" if options.record else "CPU time of the writer alone"
    print(f"{options.reports:,} reports of {EVENTS} events; {told}")
    heads = ("format", "reports/s", "events/s", "MB written", "peak MB", "at a tenth", f"growth (< {GROWTH})")
    print(f"{heads[0]:10}" + "".join(f"{head:>16}" for head in heads[1:]), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        records = [kept(folder, count) if options.record else None for count in counts]
        for format in options.formats.split(","):
            found = [measure(format, count, db) for count, db in zip(counts, records, strict=True)]
            (_, few, _), (seconds, many, size) = found
            rate = options.reports / seconds
            cells = (rate, rate * EVENTS, size / 1e6, many, few, many / few)
            shown = "".join(f"{cell:16.2f}" if n == 5 else f"{cell:16,.0f}" for n, cell in enumerate(cells))
            print(f"{format:10}{shown}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
