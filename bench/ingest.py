"""Ingestion: rate, memory, size of the store, what a second worker adds, and what kills do to it.

    python -m bench.ingest [--articles FILE.jsonl[.gz]] [--count 300] [--rounds 1] [--kills 0] [--flat]
                           [--workers 1,2] [--one-core]

Every part runs the command a user runs, in a process of its own. Rates are of whole runs, loading the readers included;
memory is what the command and its workers hold together, sampled. ``--count 0`` takes all articles. ``--kills`` ends
one ingestion with kill -9 so many times at random moments, lets it end, and compares the record with that of a calm
run; ``--flat`` compares 1,000 with 50,000 articles. Both are of made-up articles read by a stub: memory is that of the
machinery and not of a reader's caches, and kills meet it at work and not while it loads. With ``--kills 50 --real``
real articles are read by the reader and joined, and the files of exports are compared byte for byte.
With one worker the command itself records on another core meanwhile; with ``--one-core`` it shares the worker's.
Limits: two workers at least 1.8 times as fast as one; memory that does not grow with the input.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
from tests.batch.helpers import contents, story, write

Run = tuple[float, float, float]  # seconds, CPU seconds, peak megabytes


def measured(command: list[str | Path], *, one_core: bool = False) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=confine if one_core else None
    )
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, held(child.pid))
        time.sleep(0.25)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode > 1:
        raise SystemExit(f"{command} ended with {child.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, peak


def confine() -> None:
    """Keep this process and those it starts on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def held(pid: int) -> float:
    """Megabytes of a process and all below it; pages that they share count once where the system tells."""
    total = 0.0
    try:
        processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0.0
    for process in processes:
        try:
            total += process.memory_info().rss / 2**20
        except psutil.Error:
            continue
    return total


def ingest(source: Path, db: Path | str, workers: int) -> list[str | Path]:
    return [sys.executable, "-m", "saksi", "ingest", source, "--db", db, "--workers", str(workers)]


def sample(path: Path, count: int, target: Path) -> int:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        kept = list(islice(lines, count or None))
    target.write_text("".join(kept), encoding="utf-8")
    return len(kept)


def rates(source: Path, count: int, workers: list[int], rounds: int, folder: Path, *, one_core: bool) -> None:
    found: dict[int, list[Run]] = {number: [] for number in workers}
    size = 0
    for turn in range(rounds):
        for number in workers:
            db = folder / f"{number}-{turn}.db"
            found[number].append(measured(ingest(source, db, number), one_core=one_core and number == 1))
            size = sum(path.stat().st_size for path in folder.glob(f"{db.name}*") if path.is_file())
    where = "; one worker on one core" if one_core else ""
    print(f"{count} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians of {rounds}{where}")
    print(f"{'workers':>8}{'articles/s':>12}{'per CPU second':>16}{'peak MB':>9}{'times one':>11}")
    first = 0.0
    for number, runs in found.items():
        rate = statistics.median(count / run[0] for run in runs)
        first = first or rate
        cpu = statistics.median(count / run[1] for run in runs)
        peak = max(run[2] for run in runs)
        print(f"{number:8}{rate:12.2f}{cpu:16.2f}{peak:9.0f}{rate / first:11.2f}")
    print(f"store: {size / 1e6:.1f} MB, {size / count / 1000:.1f} kB an article")


def kills(times: int, folder: Path) -> None:
    """Kill one ingestion of made-up articles, read by a stub, and compare all that its record holds with a calm run's.

    Half of the moments fall before a run has recorded anything, half behind it, wherever it is then.
    """
    source = write(folder / "kills.jsonl", [story(n, "LAMBAT") if n % 97 else "{rusak" for n in range(4000)])
    driver: list[str | Path] = [sys.executable, "-m", "tests.batch.driver", source]
    measured([*driver, folder / "calm.db"])
    wanted = contents(folder / "calm.db")
    db = folder / "killed.db"
    dice = random.Random(1)
    found: list[int] = []
    for turn in range(times):
        recorded = bool(turn % 2)
        killed([*driver, db], db, dice, recorded=recorded, most=1.5 if recorded else 4)
        found.append(shards_done(db))
    assert any(found), "no kill met the work"
    measured([*driver, db])
    assert contents(db) == wanted
    print(f"shards recorded after each kill, of {len(wanted['shards'])}: {found}")
    print(f"kill -9: {times} times in one ingestion; its record equals an undisturbed run's ({len(wanted['reports'])})")


def kills_real(times: int, source: Path, count: int, folder: Path) -> None:
    """Kill ``saksi ingest`` of real articles, read by the reader and joined, and compare its exports with a calm run's.

    Up to two fifths of the kills fall while articles are read and recorded, the others while they are joined.
    """
    db, calm = folder / "killed.db", folder / "calm.db"
    seconds, _, _ = measured(ingest(source, calm, 1))
    joining, total = joined_in(calm), shards_done(calm)
    print(f"calm run: {count} articles in {total} shards, {seconds:.0f} s, {joining:.1f} s of it joining", flush=True)
    dice = random.Random(1)
    found: list[int] = []
    command, reading, ended = ingest(source, db, 1), 0, False
    while len(found) < times and not ended:
        if reading < 2 * times // 5 and shards_done(db) < total - 1:
            ended = killed(command, db, dice, recorded=reading % 2 > 0, most=seconds / 4, upto=total - 1)
            reading += 1
        else:
            left = 0.9 if not asked(db, "SELECT 1 FROM stories LIMIT 1") else 0.15
            ended = killed(command, db, dice, recorded=False, most=left * joining, begun=True)
        found.append(shards_done(db))
        print(f"kill {len(found)}: {found[-1]} of {total} shards recorded", file=sys.stderr, flush=True)
    if ended:
        found.pop()
        print(f"ended by itself after {len(found)} kills: the others would find nothing to do", flush=True)
    measured(command)
    for format in ("csv", "jsonl", "plover"):
        files = [folder / f"{path.stem}.{format}" for path in (calm, db)]
        for path, file in zip((calm, db), files, strict=True):
            export(path, format, file)
        same = files[0].read_bytes() == files[1].read_bytes()
        print(f"{format}: {files[0].stat().st_size:,} bytes, {'equal' if same else 'DIFFERENT'}", flush=True)
        assert same
    print(f"shards recorded after each kill, of {total}: {found}")
    print(
        f"kill -9: {len(found)} times in one ingestion of {count} articles, {len(found) - reading} of them in joining"
    )


def killed(
    command: list[str | Path], db: Path, dice: random.Random, *, recorded: bool, most: float, upto: int | None = None,
    begun: bool = False,
) -> bool:  # fmt: skip
    """Run a command and kill it within ``most`` seconds: of its start, of the first shard it records, or of joining.

    No later than when ``upto`` shards are recorded. Whether it ended by itself before.
    """
    before = shards_done(db)
    mark = joinings(db) if begun else 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if recorded or begun:
        while child.poll() is None and not (joinings(db) > mark if begun else shards_done(db) > before):
            time.sleep(0.02)
    began, moment = time.perf_counter(), dice.uniform(0, most)
    while child.poll() is None and time.perf_counter() - began < moment and (upto is None or shards_done(db) < upto):
        time.sleep(0.01)
    ended = child.poll() is not None
    child.kill()
    child.wait()
    return ended


def export(db: Path | str, format: str, target: Path) -> None:
    if format == "jsonl":  # what `saksi find` gives: every event with its story and its people
        command = ["find", "--db", db, "--format", "jsonl", "--order", "oldest", "--output", target]
    else:
        command = ["export", "--db", db, "--format", format, "--output", target]
    measured([sys.executable, "-m", "saksi", *command])


def asked(db: Path, question: str) -> list[Any]:
    """What SQLite answers; nothing while there is no record yet."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as at:
        return at.execute(question).fetchall()
    return []


def joinings(db: Path) -> int:
    """How many times joining has begun."""
    found = asked(db, "SELECT count(*) FROM audit WHERE action = 'joining'")
    return found[0][0] if found else 0


def joined_in(db: Path) -> float:
    """Seconds that joining took."""
    (begun,), (ended,) = asked(db, "SELECT at FROM audit WHERE action IN ('joining', 'joined') ORDER BY n")
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds()


def shards_done(db: Path) -> int:
    """How far a record is; 0 when there is none yet."""
    found = asked(db, "SELECT count(*) FROM shards WHERE state = 'done'")
    return found[0][0] if found else 0


def flat(folder: Path) -> None:
    for count in (1_000, 50_000):
        source = write(folder / f"{count}.jsonl", (story(n, "Warga mengungsi. " * 30) for n in range(count)))
        seconds, _, peak = measured([sys.executable, "-m", "tests.batch.driver", source, folder / f"{count}.db"])
        print(f"{count:7,} made-up articles, stub reader, 2 workers: peak {peak:.0f} MB, {count / seconds:.0f}/s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pool = Path(os.environ.get("SAKSI_DATA", "../shared")) / "pool" / "articles.jsonl.gz"
    parser.add_argument("--articles", type=Path, default=pool)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--real", action="store_true", help="kill the command a user runs, over --count articles")
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--one-core", action="store_true", help="the run of one worker has one core for all it does")
    options = parser.parse_args()
    workers = [int(number) for number in options.workers.split(",") if number]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if workers:
            source = folder / "articles.jsonl"
            count = sample(options.articles, options.count, source)
            rates(source, count, workers, options.rounds, folder, one_core=options.one_core)
        if options.kills and options.real:
            source = folder / "articles.jsonl"
            kills_real(options.kills, source, sample(options.articles, options.count, source), folder)
        elif options.kills:
            kills(options.kills, folder)
        if options.flat:
            flat(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
