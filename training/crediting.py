"""Learns who vouches for an act: L2 logistic regression over everyone whose words an annotated article reports.

    python -m training.crediting [--data DIR] [--keep]

DIR (else SAKSI_DATA, else ../shared) holds the articles and the scorer (``annotated``). Each act that the reader finds
and the scorer pairs with a marked one brings those who may vouch for it; one is right when the scorer matches him to a
marked source. The makers of ``pool`` credit far more freely than those of ``gold/``, whom the measure follows (who
demands something is the source of his demand in half of the pool's acts, in a seventh of gold's). So what the pool
teaches is one sign, and its weights are shifted by what ``train``, ``dev`` and ``snippets`` say beside it (as in Daume
2007, Frustratingly easy domain adaptation, the source's prediction as a feature). Printed are source F1 of the rule and
of weights that have not seen the articles, over acts that are found. ``--keep`` only measures; otherwise the sums of
both go to ``src/saksi/reading/data/vouching.yaml``.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from saksi.reading.events import assemble
from saksi.reading.events.crediting import Crediting
from saksi.reading.reader import Reader
from training import annotated
from training.gold import every_draft, folds, forms, same_act, scorer, write_weights

OUT = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data" / "vouching.yaml"
OF_POOL, OF_MEASURE = 0.1, 0.02  # inverses of the L2 penalties
COUNTS = {"snippets": 0.5}  # short pieces are plainer than articles
RARE, SLIGHT = 8, 0.02
LEAST = 0.3
TRIED = (0.25, 0.3, 0.35, 0.4)
FOLDS, SHUFFLES = 8, 3
HEAD = """# Who vouches for an act: the weights of the signs of reading/events/crediting.py. Made by
# `python -m training.crediting`, by logistic regression. Credited is who vouches from the chance `least` on.
"""


@dataclass(slots=True)
class Voice:
    """Somebody who may vouch for the act ``act``: forms of his name, his signs, what the rule and people say."""

    act: int
    forms: set[str]
    signs: list[str]
    proposed: bool
    right: bool


@dataclass(slots=True)
class Gold:
    """The voices of all acts, in the acts' order; for each act its part, its article and the sources marked."""

    scorer: Any
    voices: list[Voice]
    acts: list[tuple[str, str, list[Any]]]

    def f1(self, parts: Sequence[str], credited: np.ndarray) -> float:
        """Source F1 over the acts of ``parts`` that were found."""
        given: list[list[dict[str, Any]]] = [[] for _ in self.acts]
        for voice, taken in zip(self.voices, credited, strict=True):
            if taken:
                given[voice.act].append({"forms": voice.forms})
        both = [
            self.scorer.overlap(marked, got)
            for (part, _, marked), got in zip(self.acts, given, strict=True)
            if part in parts
        ]
        hit, wanted, made = map(sum, zip(*both, strict=True))
        return float(2 * hit / (wanted + made))


def read(data: Path) -> Gold:
    gold, reader = Gold(scorer(data), [], []), Reader()
    same_name = gold.scorer.same_name

    def spell(ctx: Any, number: int) -> set[str]:
        return forms(ctx.article.text, ctx.parties.entity(number))

    for name, part in annotated.parts(data, gold.scorer).items():
        for article in part.articles:
            seen: list[list[tuple[set[str], list[str], bool]]] = []

            def record(ctx: Any, tree: Any, index: Any, drafts: Any, candidates: Any, seen: Any = seen) -> None:
                crediting = Crediting(ctx, tree, index, candidates)
                for draft in drafts:
                    weighed = crediting.weighed(draft)
                    told = ((spell(ctx, voice.number), [n for n, _ in found]) for voice, found in weighed)
                    seen.append([(spelled, found, "rule" in found) for spelled, found in told])

            with (
                every_draft(),
                patch.object(assemble, "keep_plausible", lambda *given: given[-1]),
                patch.object(assemble, "credit", record),
            ):
                report = json.loads(reader.read(article).to_json())
            wanted, _ = gold.scorer.from_gold(part.marked[article.id])
            made, _ = gold.scorer.from_report(report, part.rows[article.id])
            for i, j in gold.scorer.pair(wanted, made, same_act, gold.scorer.weight):
                marked = wanted[i]["sources"]
                for spelled, found, proposed in seen[j]:
                    right = any(same_name(source["forms"], spelled) for source in marked)
                    gold.voices.append(Voice(len(gold.acts), spelled, found, proposed, right))
                gold.acts.append((name, article.id, marked))
    return gold


class Learner:
    """All voices as one matrix of signs, and the weights learned from some of them."""

    def __init__(self, gold: Gold) -> None:
        seen = Counter(name for voice in gold.voices for name in voice.signs)
        self.names = sorted(name for name, times in seen.items() if times >= RARE)
        at = {name: n for n, name in enumerate(self.names)}
        cells = [(row, at[name]) for row, voice in enumerate(gold.voices) for name in voice.signs if name in at]
        rows, columns = zip(*cells, strict=True)
        self.values = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(gold.voices), len(at)))
        self.right = np.array([voice.right for voice in gold.voices])
        self.parts = np.array([gold.acts[voice.act][0] for voice in gold.voices])

    def fit(self, used: np.ndarray) -> tuple[np.ndarray, float]:
        """Weights and bias from the voices ``used``: those of the pool, shifted by those of the other sets."""
        pool = used & (self.parts == "pool")
        first = LogisticRegression(C=OF_POOL, max_iter=1000).fit(self.values[pool], self.right[pool])
        told = csr_matrix(first.decision_function(self.values)[:, None])
        measured = used & np.isin(self.parts, [*annotated.GOLD, "snippets"])
        counts = [COUNTS.get(part, 1.0) for part in self.parts[measured]]
        shifted = hstack([told, self.values]).tocsr()[measured]
        second = LogisticRegression(C=OF_MEASURE, max_iter=2000).fit(shifted, self.right[measured], counts)
        trust, own = second.coef_[0][0], second.coef_[0][1:]
        return trust * first.coef_[0] + own, float(trust * first.intercept_[0] + second.intercept_[0])

    def chances(self, known: tuple[np.ndarray, float], rows: np.ndarray) -> np.ndarray:
        weights, bias = known
        return np.asarray(1 / (1 + np.exp(-(self.values[rows] @ weights + bias))))


def measure(gold: Gold, learner: Learner) -> None:
    sets = {"train and dev": annotated.GOLD, "dev": ["dev"], "snippets": ["snippets"], "held": ["held"]}
    rule = np.array([voice.proposed for voice in gold.voices])
    print(f"{len(gold.acts)} acts, {len(gold.voices)} voices; source F1 at each least chance")
    print("rule            " + "  ".join(f"{name} {gold.f1(parts, rule):.3f}" for name, parts in sets.items()))
    articles = np.array([gold.acts[voice.act][1] for voice in gold.voices])
    tried = []
    for seed in range(SHUFFLES):
        numbers = folds(set(articles), FOLDS, seed)
        fold, chances = np.array([numbers[a] for a in articles]), np.zeros(len(gold.voices))
        for n in range(FOLDS):
            held = (fold == n) | (learner.parts == "held")
            chances[held] = learner.chances(learner.fit(~held), held)
        tried.append(chances)
    for least in TRIED:
        cells = (f"{name} {np.mean([gold.f1(parts, t >= least) for t in tried]):.3f}" for name, parts in sets.items())
        print(f"least {least:.2f}      " + "  ".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--least", type=float, default=LEAST, help="the least chance to ship")
    parser.add_argument("--keep", action="store_true", help="measure only")
    options = parser.parse_args()
    gold = read(options.data)
    learner = Learner(gold)
    measure(gold, learner)
    if not options.keep:
        weights, bias = learner.fit(learner.parts != "held")
        learned = dict(zip(learner.names, weights, strict=True))
        write_weights(OUT, HEAD, options.least, bias, learned, SLIGHT)


if __name__ == "__main__":
    main()
