"""Score Saksi's reports on the annotated articles and hold the figures against the pinned floors.

    python -m bench.score --data DIR [--floors bench/floors.json] [--raise] [--errors N] [--by-type] [--set dev]

DIR holds ``gold/`` with the annotated articles and their scorer, and ``pool/`` with those of ``held``, from which
nothing is learned (``training/annotated.py``). Exit status 1 when a figure falls below its floor.
``--raise`` writes today's figures (rounded down to two places) wherever they are higher than the floor; never lower.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from bench.floors import hold
from training import annotated
from training.gold import scorer

from saksi.reading.reader import Reader

SETS = ("train", "dev", "held")
UNMARKED = {"held": ("statement", "speaker", "party")}  # what nobody annotated in a set


def figures(
    name: str, part: annotated.Part, score: Any, reader: Reader, errors: int, by_type: bool
) -> dict[str, float]:
    begun = time.perf_counter()
    reports = {r.article.id: json.loads(r.to_json()) for r in reader.read_all(iter(part.articles))}
    seconds = time.perf_counter() - begun
    prf, accuracy, types, wrong = score.score(part.rows, part.marked, reports)
    prf, accuracy = (
        {k: r for k, r in rows.items() if not k.startswith(UNMARKED.get(name, ()))} for rows in (prf, accuracy)
    )
    print(f"\n{name}: {len(reports)} articles read in {seconds:.1f} s")
    print(f"{'':24}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'pred':>8}")
    shown = [*prf.items(), *types.items()] if by_type else prf.items()
    for key, r in shown:
        print(f"{key:24}{r['precision']:8.3f}{r['recall']:8.3f}{r['f1']:8.3f}{r['gold']:8}{r['predicted']:8}")
    for key, r in accuracy.items():
        print(f"{key:24}{r['accuracy']:8.3f}  of {r['of']}")
    for ident, what, e in wrong[:errors]:
        who, whom = ("/".join(sorted(p["forms"], key=len)[-1] for p in e[k]) or "-" for k in ("actors", "recipients"))
        print(
            f"{what:9} {ident} s{e['sentences']} {e['type']} {e['trigger']!r} {who} -> {whom} {e['status']} {e['date']}"
        )
    return {f"{k} F1": r["f1"] for k, r in prf.items()} | {f"{k} accuracy": r["accuracy"] for k, r in accuracy.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--by-type", action="store_true")
    parser.add_argument("--set", dest="sets", action="append", choices=SETS)
    options = parser.parse_args()
    if not (options.data / "gold" / "score.py").is_file():
        print(f"No annotated articles under {options.data}: say --data DIR or set SAKSI_DATA.", file=sys.stderr)
        return 2
    reader, score = Reader(), scorer(options.data)
    parts = annotated.parts(options.data, score)
    seen = {
        n: figures(n, parts[n], score, reader, options.errors, options.by_type)
        for n in options.sets or SETS
        if n in parts
    }
    if options.floors is None:
        return 0
    return hold(seen, options.floors, options.lift)


if __name__ == "__main__":
    sys.exit(main())
