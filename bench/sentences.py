"""Type, parties and status of the act that a single sentence tells, on sentences written for this.

    python -m bench.sentences [--floors bench/floors.json] [--raise] [--errors N]

``training/annotations/sentences.jsonl`` may be looked at and learned from, ``sentences_held.jsonl`` may not. Types are
found with parties found, not given. ``type``: of the surest event; ``type, any``: of one of the events;
``type, first``: of the first in the text. Actor, recipient and status are of the events whose type is right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.floors import hold
from training.annotated import SENTENCES, SENTENCES_HELD, sentences

from saksi.reading.reader import Reader
from saksi.report import Article
from saksi.scoring.measures import overlap
from saksi.scoring.records import Party, reported


def met(wanted: list[str], found: Sequence[Party]) -> bool:
    """Whether one of the ``wanted`` names is among those ``found``, or neither side names anybody."""
    return not (wanted or found) or overlap([Party((name,)) for name in wanted], found)[0] > 0


def figures(path: Path, reader: Reader, errors: int) -> dict[str, float]:
    right: dict[str, list[bool]] = defaultdict(list)
    types: dict[str, list[bool]] = defaultdict(list)
    rows: list[dict[str, Any]] = list(sentences(path))
    articles = [Article(id=f"{path.stem}-{n}", text=row["text"]) for n, row in enumerate(rows, 1)]
    shown = 0
    for row, report in zip(rows, reader.read_all(iter(articles)), strict=True):
        events = report.events
        surest = max(events, key=lambda e: e.confidence, default=None)
        acts, _ = reported(json.loads(report.to_json()), {"text": row["text"], "sentences": []})
        fit = surest is not None and surest.type == row["type"]
        right["type"].append(fit)
        types[row["type"]].append(fit)
        right["type, any"].append(any(e.type == row["type"] for e in events))
        right["type, first"].append(bool(events) and events[0].type == row["type"])
        if surest is not None and fit:
            act = acts[events.index(surest)]
            right["actor"].append(met(row["actors"], act.actors))
            right["recipient"].append(met(row["recipients"], act.recipients))
            right["status"].append(surest.status == row["status"])
        elif shown < errors:
            shown += 1
            print(
                f"{row['type']} {row['trigger']!r}, read as {[(e.type, e.confidence) for e in events]}: {row['text']}"
            )
    print(f"\n{path.stem}: {len(rows)} sentences")
    for key, found in right.items():
        print(f"{key:24}{sum(found) / len(found):8.3f}  of {len(found)}")
    print(", ".join(f"{kind} {sum(found)}/{len(found)}" for kind, found in sorted(types.items())))
    return {f"{key} accuracy": sum(found) / len(found) for key, found in right.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="of the sentences that may be looked at")
    options = parser.parse_args()
    reader = Reader()
    seen = {
        path.stem: figures(path, reader, options.errors if path == SENTENCES else 0)
        for path in (SENTENCES, SENTENCES_HELD)
    }
    return 0 if options.floors is None else hold(seen, options.floors, options.lift)


if __name__ == "__main__":
    sys.exit(main())
