"""Judgements a second on one core, beside the 100,000 that a panel's backlog needs.

Run it with ``python -m bench.embargo``: random transfers of every regime, kind of recipient and goods, on days from
1990 to 2030; the regimes are compiled once before. Findings with the same rule and name are made once and shared, so a
second figure is for recipients whose names were never seen before, and a third reads every finding out as JSON. Time
is the processor's, so that a busy machine does not count.
"""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import replace
from datetime import date, timedelta

from saksi.watch import Transfer, judge, resolve
from saksi.watch.goods import classes
from saksi.watch.regimes import regimes

WANTED = 100_000
COUNT = 100_000
ROUNDS = 5


def cases(count: int, seed: int = 1) -> list[tuple[Transfer, date]]:
    """Different transfers with a day each."""
    made = random.Random(seed)
    states = sorted({country for regime in regimes().values() for country in regime.countries})
    forces = sorted({named.name for regime in regimes().values() for named in regime.named})
    parties = [resolve(name) for name in [*states, "UKR", "USA", "BRA", *forces]]
    suppliers = [None, *(resolve(code) for code in ("RUS", "USA", "FRA", "IRN", "PRK", "ARE", "TUR", "CHN"))]
    goods = sorted(classes())
    first = date(1990, 1, 1)
    return [
        (
            Transfer(made.choice(parties), made.choice(suppliers), made.choice(goods)),
            first + timedelta(days=made.randrange(40 * 365)),
        )
        for _ in range(count)
    ]


def unseen(transfer: Transfer, name: str) -> Transfer:
    """The same transfer to a party of the same kind under a name of its own."""
    assert transfer.recipient is not None
    return replace(transfer, recipient=replace(transfer.recipient, name=name))


def rate(work: list[tuple[Transfer, date]], read_out: bool = False) -> float:
    """Judgements a second."""
    start = time.process_time()
    for transfer, on in work:
        for finding in judge(transfer, on):
            if read_out:
                finding.model_dump_json()
    return len(work) / (time.process_time() - start)


def main() -> None:
    work = cases(COUNT)
    start = time.process_time()
    rate(cases(20_000, seed=2))
    print(f"compiled while judging the first 20,000 in {time.process_time() - start:.1f} s")
    fresh = [[(unseen(t, f"{n}-{m}"), on) for m, (t, on) in enumerate(work)] for n in range(ROUNDS)]
    runs = (
        ("findings", [work] * ROUNDS, False),
        ("findings on names never seen", fresh, False),
        ("findings and their JSON", [work] * ROUNDS, True),
    )
    for name, rounds, read_out in runs:
        rates = [rate(each, read_out) for each in rounds]
        middle = statistics.median(rates)
        print(
            f"{name}: {middle:,.0f} judgements a second (median of {ROUNDS}, {min(rates):,.0f} to {max(rates):,.0f}), "
            f"{middle / WANTED:.2f} of the {WANTED:,} wanted"
        )


if __name__ == "__main__":
    main()
