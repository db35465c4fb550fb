"""How quick the workbench is: pages in a browser over a large record, and many coders at once on one queue.

python -m bench.workbench [--db saksi.db] [--events 100000] [--coders 20]

Without --db a record of made-up articles is made, of the given size. The limit beside the pages is a second.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright
from tests.workbench.sample import small
from tests.workbench.serving import served

from saksi.record import Record
from saksi.workbench.accounts import Accounts
from saksi.workbench.app import create

PAGES = [
    "/",
    "/events",
    "/events?type=ASSAULT&between=RUS&between=UKR",
    "/events?text=kejadian&order=uncertain",
    "/events?since=2024-03&until=2024-05&status=actual&page=40",
    "/articles",
    "/review",
    "/review/progress",
    "/review/projects",
    "/timeline",
    "/network?by=party",
    "/matrix",
    "/map",
    "/actors",
    "/stories",
    "/watch",
]
LIMIT = 1.0
INTERACTIVE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000"


def pages(base: str, article: str, rounds: int) -> None:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=base)
        page.goto("/")
        print(f"{'page':62} interactive, median of {rounds} (limit {LIMIT:g} s)")
        for address in [*PAGES, f"/articles/{article}"]:
            taken = []
            for _ in range(rounds):
                page.goto(address)
                taken.append(float(page.evaluate(INTERACTIVE)))
            print(f"{address:62} {statistics.median(taken):.2f} s   worst {max(taken):.2f} s")
        browser.close()


def coders(base: str, record: Record, count: int, each: int) -> None:
    """``count`` coders decide about ``each`` events at once; what was kept is compared with what was decided."""
    accounts = Accounts(record)
    tokens = []
    for n in range(count):
        accounts.add(f"coder{n}", "coder", "twelve letters")
        tokens.append(accounts.open(f"coder{n}", timedelta(hours=1), "bench"))
    before = len(record.reviews())
    decided: list[str] = []
    refused = Counter[int]()
    waits: list[float] = []
    lock = threading.Lock()

    def work(n: int) -> None:
        bearer = {"Authorization": f"Bearer {tokens[n]}"}
        with httpx.Client(base_url=base, headers=bearer, timeout=120) as client:
            done = 0
            while done < each:
                items = client.get("/api/queue?limit=10").raise_for_status().json()["items"]
                if not items:
                    return
                for item in items[: each - done]:
                    event = item["event"]["id"]
                    verdict = ("confirmed", "rejected")[(n + done) % 2]
                    judgement = {"event": event, "verdict": verdict, "seen": item["seen"]}
                    began = time.perf_counter()
                    answer = client.post("/api/reviews", json={"act": f"{n:04}-{done:06}", "judgements": [judgement]})
                    with lock:
                        waits.append(time.perf_counter() - began)
                        if answer.status_code == 200:
                            decided.append(event)
                        else:
                            refused[answer.status_code] += 1
                    done += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    kept = [review.event_id for review in record.reviews()][before:]
    twice = [event for event, n in Counter(kept).items() if n > 1]
    print(f"\n{count} coders at once, {each} events each: {len(decided) / seconds:.0f} decisions/s, "
          f"median {statistics.median(waits) * 1000:.0f} ms, worst {max(waits) * 1000:.0f} ms")  # fmt: skip
    print(f"decided {len(decided)}, kept {len(kept)}, lost {len(set(decided) - set(kept))}, doubled {len(twice)}, "
          f"refused as another's {refused[409]}, failed {sum(refused.values()) - refused[409]}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--coders", type=int, default=20)
    parser.add_argument("--each", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        if asked.db:
            shutil.copy(asked.db, path)
        with Record.open(path) as record:
            if not asked.db:
                began = time.perf_counter()
                record.add_many(small(n) for n in range(asked.events // 2))
                print(f"{record.count():,} events made in {time.perf_counter() - began:.0f} s")
            article = next(iter(record.reports())).id
            with served(create(record, coder="bench")) as base:
                print(f"{record.count():,} events, {len(record):,} articles")
                pages(base, article, asked.rounds)
            if asked.coders:
                with served(create(record, auth=True)) as base:
                    coders(base, record, asked.coders, asked.each)


if __name__ == "__main__":
    main()
