"""Learns what the signs that two tellings are of one act count: L2 logistic regression over pairs of drafts.

    python -m training.telling [--data DIR] [--fit train,dev,pool,snippets] [--keep]

DIR (else SAKSI_DATA, else ../shared) holds the articles and the scorer (``annotated``). A draft belongs to the event
that people marked with its type in its sentence, where there is only one or one shares most parties with it; two drafts
are of one act when they belong to one event. Printed is how well pairs in articles that the weights have not seen are
told apart. ``--keep`` only measures; otherwise ``src/saksi/reading/data/telling.yaml`` is written.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from saksi.reading.events import assemble, merge
from saksi.reading.events.tellings import Kin, signs
from saksi.reading.reader import Reader
from saksi.reading.weighing import Sign
from training import annotated
from training.gold import every_draft, folds, matrix, scorer, write_weights

OUT = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data" / "telling.yaml"
STRENGTH = 0.1  # inverse of the L2 penalty
RARE = 5
SLIGHT = 0.03
FOLDS = 8
LEAST = 0.82
HEAD = """# What the signs of reading/events/tellings.py count for two tellings being of one act. Made by
# `python -m training.telling`, by logistic regression. Tellings are joined from the chance `least` on.
"""


@dataclass(slots=True)
class Pair:
    """Two drafts of one type in one article, their signs, and whether people marked them as one event."""

    part: str
    article: str
    signs: list[Sign]
    same: bool


def pairs(data: Path) -> list[Pair]:
    score, reader, found = scorer(data), Reader(), []
    for name, part in annotated.parts(data, score).items():
        for article in part.articles:
            seen: list[tuple[Any, Any, Any]] = []

            def record(ctx: Any, tree: Any, drafts: Any, seen: Any = seen) -> Any:
                seen.append((tree, ctx.parties, list(drafts)))
                return drafts

            with every_draft(), patch.object(assemble, "merge", record):
                reader.read(article)
            wanted, _ = score.from_gold(part.marked[article.id])
            for tree, parties, drafts in seen:
                found += [Pair(name, article.id, *one) for one in _pairs(score, wanted, tree, parties, drafts)]
    return found


def _pairs(score: Any, wanted: Any, tree: Any, parties: Any, drafts: Any) -> list[tuple[list[Sign], bool]]:
    kin, found = Kin(parties), []
    owner = [_owner(score, wanted, parties, draft) for draft in drafts]
    for j, later in enumerate(drafts):
        for i, earlier in enumerate(drafts[:j]):
            if earlier.type != later.type or owner[i] is None or owner[j] is None:
                continue
            if merge.one_clause(tree, earlier, earlier.candidate, later):
                continue
            by_rule = not merge.another(tree, later) and merge.same_act(kin, earlier, later)
            found.append((signs(tree, kin, earlier, later, by_rule), owner[i] == owner[j]))
    return found


def _owner(score: Any, wanted: Any, parties: Any, draft: Any) -> int | None:
    """The number of the marked event that ``draft`` belongs to; None where none or several may be meant."""
    able = [n for n, w in enumerate(wanted) if w["type"] == draft.type and draft.sentence in w["sentences"]]
    if len(able) > 1:
        entities = [parties.entity(n) for n in draft.parties]
        forms = [{"forms": {e.name, *e.aliases}} for e in entities]
        shared = [score.overlap(wanted[n]["actors"] + wanted[n]["recipients"], forms)[0] for n in able]
        best = max(shared)
        able = [n for n, s in zip(able, shared, strict=True) if s == best and best > 0]
    return able[0] if len(able) == 1 else None


def fit(values: csr_matrix, same: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(values, same)


def measure(found: list[Pair], values: csr_matrix, same: np.ndarray) -> None:
    numbers = folds({p.article for p in found}, FOLDS, 0)
    fold = np.array([numbers[p.article] for p in found])
    chances = np.zeros(len(found))
    for n in range(FOLDS):
        chances[fold == n] = fit(values[fold != n], same[fold != n]).predict_proba(values[fold == n])[:, 1]
    rule = np.array([any(name == "the rules join them" for name, _ in p.signs) for p in found])
    print(f"{len(found)} pairs, {same.sum()} of one act, AUC {roc_auc_score(same, chances):.3f}")
    print(f"  rules        precision {same[rule].mean():.3f} recall {rule[same].mean():.3f}")
    for least in (0.3, 0.4, 0.45, 0.5, 0.6):
        told = chances >= least
        print(f"  least {least:.2f}   precision {same[told].mean():.3f} recall {told[same].mean():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--fit", default=annotated.ALL, help="the sets to learn from")
    parser.add_argument("--least", type=float, default=LEAST, help="the least chance to ship")
    parser.add_argument("--keep", action="store_true", help="measure only")
    options = parser.parse_args()
    found = pairs(options.data)
    values, names = matrix([dict(pair.signs) for pair in found], RARE)
    same = np.array([pair.same for pair in found])
    measure(found, values, same)
    if options.keep:
        return
    used = np.flatnonzero([p.part in options.fit.split(",") for p in found])
    model = fit(values[used], same[used])
    learned = dict(zip(names, model.coef_[0], strict=True))
    write_weights(OUT, HEAD, options.least, model.intercept_[0], learned, SLIGHT)


if __name__ == "__main__":
    main()
