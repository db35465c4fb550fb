"""Speed, start-up and memory of reading, printed beside the limits they are held to.

    python -m bench.speed [--articles FILE.jsonl[.gz]] [--count 200] [--rounds 3]

Reads on one core. Without ``--articles`` the bundled sample is read again and again, which flatters caches: the figure
that counts comes from real articles. Limits: 20 articles of 300 words a second, 2 s to the first report, 700 MB.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

WORDS = 300
SAMPLE = files("saksi") / "data" / "sample.txt"


def texts(path: Path | None, count: int) -> Iterator[tuple[str, str | None]]:
    if path is None:
        for _ in range(count):
            yield SAMPLE.read_text(encoding="utf-8"), None
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = row["text"].split(" ")
            if len(words) >= WORDS:
                yield " ".join(words[:WORDS]), row.get("published")
                count -= 1
            if count == 0:
                return


def startup(rounds: int) -> list[float]:
    """Seconds of whole runs. An installed Saksi has its byte code, so a run that writes it comes first, uncounted."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "saksi", "read", str(SAMPLE), "--format", "jsonl"]
        subprocess.run(command, check=True, capture_output=True, env=settings)
        found.append(time.perf_counter() - begun)
    return found[1:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    first = startup(options.rounds)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from saksi.articles import understand
    from saksi.reading.reader import Reader
    from saksi.report import Article

    rows = list(texts(options.articles, options.count))
    reader = Reader()
    rates, cpu_rates = [], []
    for _ in range(options.rounds):
        begun, cpu = time.perf_counter(), time.process_time()
        articles = (understand(Article(id=str(n), text=text, published=day)) for n, (text, day) in enumerate(rows))
        read = sum(1 for report in reader.read_all(articles) if report.to_json())
        rates.append(read / (time.perf_counter() - begun))
        cpu_rates.append(read / (time.process_time() - cpu))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'':34}{'median':>9}{'min':>9}{'max':>9}{'limit':>9}")
    for name, values, limit in (
        ("articles/s, one core, by the clock", rates, ">= 20"),
        ("articles/s, one core, CPU time", cpu_rates, ">= 20"),
        ("start-up to first report, s", first, "< 2"),
        ("peak memory, MB", [memory], "< 700"),
    ):
        print(f"{name:34}{statistics.median(values):9.2f}{min(values):9.2f}{max(values):9.2f}{limit:>9}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
