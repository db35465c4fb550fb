"""Learns what counts for an act of a lone sentence: how plausible it is, and how it stands in the sentence.

    python -m training.lone [--keep]

``training/annotations/sentences.jsonl`` holds sentences written for this, each with the type and the words of the act
that it tells; the background acts in them are what is told apart. L2 logistic regression over the drafts; figures are
also printed for ``sentences_held.jsonl``, from which nothing is learned. ``--keep`` only measures; otherwise
``src/saksi/reading/data/lone.yaml`` is written. To be run after ``training.plausibility``, whose sum is one sign.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

from saksi.reading.events import assemble
from saksi.reading.events.plausibility import as_lone
from saksi.reading.events.signs import signs, surroundings
from saksi.reading.reader import Reader
from saksi.reading.weighing import Sign, Weights, weights
from saksi.report import Article
from training.annotated import SENTENCES, SENTENCES_HELD, sentences
from training.gold import write_weights

OUT = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data" / "lone.yaml"
STRENGTH = 0.3  # inverse of the L2 penalty
LEAST = 0.1
SLIGHT = 0.03
HEAD = """# What counts for an act that a lone sentence tells (reading/events/plausibility.py). Made by
# `python -m training.lone`, by logistic regression. The likeliest draft is kept from the chance `least` on.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a lone sentence: its signs, its type, and whether it is the act that the sentence tells."""

    signs: list[Sign]
    type: str
    told: bool


def drafts(reader: Reader, path: Path) -> Iterator[tuple[str, list[Draft]]]:
    """For each sentence the type of its act and the drafts that the reader makes of it."""
    of_article = weights("plausibility")
    for number, row in enumerate(sentences(path), 1):
        found: list[Draft] = []

        def record(
            ctx: Any, tree: Any, index: Any, codebook: Any, made: Any, row: Any = row, found: Any = found
        ) -> Any:
            around = surroundings(ctx, tree, made) if made else None
            first = row["text"].find(row["trigger"])
            last = first + len(row["trigger"])
            for draft in made:
                as_told = signs(ctx, tree, index, codebook, draft, around)
                seen = as_lone(tree, draft, of_article.bias + of_article.sum(as_told))
                told = any(start < last and end > first for start, end in draft.triggers)
                found.append(Draft(seen, draft.type, told and draft.type == row["type"]))
            return []

        with patch.object(assemble, "keep_plausible", record):
            reader.read(Article(id=f"{path.stem}-{number}", text=row["text"]))
        yield row["type"], found


def measure(name: str, known: Weights, told: list[tuple[str, list[Draft]]]) -> None:
    """How often the likeliest draft is of the sentence's type, by the learned weights and by plausibility alone."""
    plain = reach = best = 0
    for kind, found in told:
        reach += any(draft.type == kind for draft in found)
        if found:
            plain += max(found, key=lambda d: d.signs[0][1]).type == kind
            best += max(found, key=lambda d: known.sum(d.signs)).type == kind
    size = len(told)
    print(f"{name}: {size} sentences, type right {best / size:.3f} (by plausibility {plain / size:.3f}), "
          f"among the drafts {reach / size:.3f}")  # fmt: skip
    every = [(known.chance(d.signs), d.told) for _, found in told for d in found]
    for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        kept = [right for chance, right in every if chance >= least]
        print(f"  least {least:.2f}  precision {sum(kept) / len(kept):.3f} recall {sum(kept) / size:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="measure only")
    options = parser.parse_args()
    reader = Reader()
    sets = {path.stem: list(drafts(reader, path)) for path in (SENTENCES, SENTENCES_HELD)}
    learned = [draft for _, found in sets[SENTENCES.stem] for draft in found]
    names = sorted({name for draft in learned for name, _ in draft.signs})
    at = {name: n for n, name in enumerate(names)}
    values = np.zeros((len(learned), len(names)))
    for row, draft in enumerate(learned):
        for name, value in draft.signs:
            values[row, at[name]] = value
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values, [draft.told for draft in learned])
    known = dict(zip(names, map(float, model.coef_[0]), strict=True))
    for name, told in sets.items():
        measure(name, Weights(known, float(model.intercept_[0])), told)
    if not options.keep:
        write_weights(OUT, HEAD, LEAST, model.intercept_[0], known, SLIGHT)


if __name__ == "__main__":
    main()
