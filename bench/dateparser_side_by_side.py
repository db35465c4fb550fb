"""Saksi and dateparser on the phrases of ``tests/reading/times/phrases.yaml``, as a Markdown table.

    pip install dateparser && python -m bench.dateparser_side_by_side [--all]

dateparser reads each phrase with its search, told the language (Indonesian), the order of day and month, the day of
publication and to prefer the past. It gives points in time, so it is right when every date of the phrase is among its
days, cut to what the phrase says, and every one of its days is a date or the end of a span in the phrase. Saksi must
get the words, the date and the end. ``--all`` lists every phrase that either gets wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from dateparser.search import search_dates

from saksi.reading.times import find_times

TABLE = Path(__file__).parent.parent / "tests" / "reading" / "times" / "phrases.yaml"
KINDS = ("a date or span to find", "no date can be known", "no date at all")


def by_saksi(text: str, published: date | None) -> list[tuple[str, str | None, str | None]]:
    return [(one.text, one.value, one.end) for one in find_times(text, published, [(0, len(text))])]


def by_dateparser(text: str, published: date | None) -> list[tuple[str, str]]:
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    if published is not None:
        settings["RELATIVE_BASE"] = datetime(published.year, published.month, published.day, 12)
    found = search_dates(text, languages=["id"], settings=settings) or []
    return [(words, when.date().isoformat()) for words, when in found]


def kind(case: dict[str, Any]) -> str:
    if not case["times"]:
        return KINDS[2]
    return KINDS[0] if any(value for _, value, *_ in case["times"]) else KINDS[1]


def main() -> None:
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    count: Counter[str] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    nothing: Counter[str] = Counter()
    wrong: list[tuple[str, str, str, str]] = []
    for case in table["phrases"]:
        published = case.get("published", table["published"])
        wanted = [(words, value, (*rest, None)[0]) for words, value, *rest in case["times"]]
        mine, theirs = by_saksi(case["text"], published), by_dateparser(case["text"], published)
        known = [value for _, value, _ in wanted if value]
        count[kind(case)] += 1
        ours_right = mine == wanted
        ends = [end for _, value, end in wanted if value and end]
        theirs_right = all(any(when.startswith(value) for _, when in theirs) for value in known) and all(
            any(when.startswith(value) for value in known + ends) for _, when in theirs
        )
        right[kind(case), "saksi"] += ours_right
        right[kind(case), "dateparser"] += theirs_right
        nothing["saksi"] += bool(known) and not mine
        nothing["dateparser"] += bool(known) and not theirs
        if not (ours_right and theirs_right):
            wrong.append((case["text"], shown(wanted), shown(mine), shown(theirs)))
    print("| phrases with | number | Saksi right | dateparser right |\n|---|---|---|---|")
    for name in KINDS:
        print(f"| {name} | {count[name]} | {right[name, 'saksi']} | {right[name, 'dateparser']} |")
    total = [sum(right[name, who] for name in KINDS) for who in ("saksi", "dateparser")]
    print(f"| all | {sum(count.values())} | {total[0]} | {total[1]} |")
    print(f"\nNothing found where there is a date: Saksi {nothing['saksi']}, dateparser {nothing['dateparser']}.")
    if "--all" in sys.argv:
        print("\n| phrase | wanted | Saksi | dateparser |\n|---|---|---|---|")
        for row in wrong:
            print(f"| {' | '.join(row)} |")


def shown(found: list[Any]) -> str:
    return "; ".join(f"{words}: {'..'.join(str(v) for v in values if v)}" for words, *values in found) or "-"


if __name__ == "__main__":
    main()
