"""Learns what the signs of an event count: L2 logistic regression over the drafts of the annotated articles.

    python -m training.plausibility [--data DIR] [--fit train,dev,pool,snippets] [--keep] [--unmeasured]

DIR (else SAKSI_DATA, else ../shared) holds the articles and the scorer (``annotated``). A draft is an event when the
scorer pairs it with a marked one. Weights are learned twice: of each draft by itself, then of the same signs and those
of how it stands ``among`` the others, where what the others have to say for themselves is by weights that have not seen
the article. Printed are figures of both on articles the weights have not seen: each set by the weights of the others,
and folds over all, articles kept whole. ``--keep`` only measures; otherwise the weights are written to
``plausibility.yaml`` and ``among.yaml`` in ``src/saksi/reading/data``, and the network that sees the acts in context
(``in_context``) to ``acts.npz`` beside them.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from saksi.reading.events import assemble
from saksi.reading.events.among import Among, likenesses
from saksi.reading.events.in_context import SIGN, Floats, act_value
from saksi.reading.events.signs import signs, surroundings
from saksi.reading.reader import Reader
from saksi.reading.weighing import Sign
from training import annotated, in_context
from training.gold import every_draft, folds, matrix, same_act, scorer, write_weights

DATA = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data"
STRENGTH = 0.08  # inverse of the L2 penalty: a thousand drafts bear no more
LEAST = (0.38, 0.41, 0.44, 0.47, 0.5)
FOLDS, SHUFFLES = 10, 3
SLIGHT = 0.02  # weights below say nothing and are left out
RARE = 4  # signs of how it stands among the others that fewer drafts have are left out
LEAST_ALONE = 0.41  # the least chance by itself of an event of a lone sentence, which stands among few others
HEAD = """# What the signs of reading/events/signs.py count for or against a draft being an event. Made by
# `python -m training.plausibility`, by logistic regression. A draft of a lone sentence is kept from `least` on.
"""
HEAD_AMONG = """# What the signs of reading/events/signs.py and among.py count for or against a draft being an event.
# Made by `python -m training.plausibility`, by logistic regression. A draft is kept from the chance `least` on.
"""


@dataclass(slots=True)
class Draft:
    """One draft: the set and article it comes from, its number there, its signs, and whether people marked it.

    ``beside`` are the signs of how it stands among the others. ``kind`` is its type, ``view`` what the network in
    context looks at.
    """

    part: str
    article: str
    number: int
    signs: dict[str, float]
    event: bool
    kind: str
    view: Floats
    beside: dict[str, float] = field(default_factory=dict)


class Gold:
    """The annotated articles, what the reader makes of them with nothing held implausible, and the scorer."""

    def __init__(self, data: Path) -> None:
        self.scorer = scorer(data)
        self.parts = annotated.parts(data, self.scorer)
        self.reports: dict[str, dict[str, Any]] = {}
        self.drafts: list[Draft] = []
        self.among: dict[str, Among] = {}
        reader = Reader()
        for part in self.parts:
            self._read(part, reader)

    def _read(self, part: str, reader: Reader) -> None:
        seen: dict[str, list[tuple[list[Sign], str, Floats]]] = {}

        def record(ctx: Any, tree: Any, index: Any, codebook: Any, drafts: Any) -> Any:
            around = surroundings(ctx, tree, drafts)
            self.among[ctx.article.id] = Among(drafts, likenesses(tree, ctx.parties, drafts))
            seen[ctx.article.id] = [
                (signs(ctx, tree, index, codebook, d, around), d.type, around.views.act(d).astype(np.float16))
                for d in drafts
            ]
            return drafts

        with every_draft(), patch.object(assemble, "keep_plausible", record):
            read = reader.read_all(iter(self.parts[part].articles))
            self.reports[part] = {r.article.id: json.loads(r.to_json()) for r in read}
        for ident, marked in self.parts[part].marked.items():
            wanted, _ = self.scorer.from_gold(marked)
            made, _ = self.scorer.from_report(self.reports[part][ident], self.parts[part].rows[ident])
            pairs = self.scorer.pair(wanted, made, same_act, self.scorer.weight)
            hits = {number for _, number in pairs}
            assert len(made) == len(seen.get(ident, ()))
            self.drafts += [
                Draft(part, ident, n, dict(found), n in hits, kind, view)
                for n, (found, kind, view) in enumerate(seen.get(ident, ()))
            ]

    def f1(self, parts: Sequence[str], chances: np.ndarray, least: float) -> tuple[float, float]:
        """Event F1 and who-did-what-to-whom F1 over ``parts`` with the drafts below ``least`` left out."""
        dropped = {(d.article, d.number) for d, c in zip(self.drafts, chances, strict=True) if c < least}
        found = both = told = 0.0
        for part in parts:
            left = {
                ident: report | {"events": [e for n, e in enumerate(report["events"]) if (ident, n) not in dropped]}
                for ident, report in self.reports[part].items()
            }
            prf = self.scorer.score(self.parts[part].rows, self.parts[part].marked, left)[0]
            for key, row in prf.items():
                size = (row["gold"] + row["predicted"]) / 2
                if key == "event":
                    found, told = found + row["f1"] * size, told + size
                elif key == "who did what to whom":
                    both += row["f1"] * size
        return found / told, both / told


def network_of(drafts: Sequence[Draft]) -> in_context.Arrays:
    views = np.array([d.view for d in drafts])
    return in_context.learn_acts(views, [d.kind for d in drafts], np.array([d.event for d in drafts]))


def see_in_context(drafts: Sequence[Draft]) -> None:
    """Give each draft the sign of its words in context, by a network that has not seen its article."""

    def tell(known: in_context.Arrays, n: int) -> None:
        drafts[n].signs[SIGN] = act_value(in_context.network(known), drafts[n].view.astype(np.float32), drafts[n].kind)

    in_context.crossed([d.article for d in drafts], lambda known: network_of([drafts[n] for n in known]), tell)


def stand_among(gold: Gold, sums: np.ndarray) -> None:
    """Give each draft the signs of how it stands among the others, by what each has to say for itself."""
    at: dict[str, list[int]] = {}
    for n, draft in enumerate(gold.drafts):
        at.setdefault(draft.article, []).append(n)
    for article, numbers in at.items():
        beside = gold.among[article].signs([float(sums[n]) for n in numbers])
        for n, found in zip(numbers, beside, strict=True):
            gold.drafts[n].beside = dict(found)


def fit(values: csr_matrix, events: np.ndarray, parts: np.ndarray) -> LogisticRegression:
    counts = [annotated.WEIGHT.get(part, 1.0) for part in parts]
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(values, events, counts)


def unseen(values: csr_matrix, events: np.ndarray, parts: np.ndarray, groups: np.ndarray, seed: int) -> np.ndarray:
    """Each draft's chance by weights learned without its article (or without its group of articles)."""
    numbers = folds(set(groups), FOLDS, seed)
    fold = np.array([numbers[g] for g in groups])
    chances = np.zeros(len(events))
    for n in sorted(set(fold)):
        known = fit(values[fold != n], events[fold != n], parts[fold != n])
        chances[fold == n] = known.predict_proba(values[fold == n])[:, 1]
    return chances


def measure(gold: Gold, values: csr_matrix, events: np.ndarray) -> None:
    parts = np.array([d.part for d in gold.drafts])
    articles = np.array([d.article for d in gold.drafts])
    none = np.ones(len(events))
    print(f"{len(events)} drafts, {values.shape[1]} signs; event F1 / who did what to whom F1 at each least chance")
    print(f"{'':22}{'AUC':>7}{'all kept':>14}" + "".join(f"{least:>14}" for least in LEAST))
    across = unseen(values, events, parts, parts, 0)  # a group a set: each by the weights of the others
    folded = [unseen(values, events, parts, articles, seed) for seed in range(SHUFFLES)]
    for name, sets, tries in (
        *((f"others -> {part}", [part], [across]) for part in gold.parts),
        ("folds, train and dev", list(annotated.GOLD), folded),
    ):
        inside = np.isin(parts, sets)
        auc = np.mean([roc_auc_score(events[inside], t[inside]) for t in tries])
        cells = [gold.f1(sets, none, 0.0)]
        cells += [tuple(np.mean([gold.f1(sets, t, least) for t in tries], axis=0)) for least in LEAST]
        print(f"{name:22}{auc:7.3f}" + "".join(f"{f'{a:.3f} / {b:.3f}':>14}" for a, b in cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--fit", default=annotated.ALL, help="the sets to learn from")
    parser.add_argument("--least", type=float, default=0.44, help="the least chance to ship")
    parser.add_argument("--keep", action="store_true", help="measure only")
    parser.add_argument("--unmeasured", action="store_true", help="learn and write without measuring")
    options = parser.parse_args()
    gold = Gold(options.data)
    see_in_context(gold.drafts)
    events, parts = np.array([d.event for d in gold.drafts]), np.array([d.part for d in gold.drafts])
    values, names = matrix([d.signs for d in gold.drafts])
    chances = unseen(values, events, parts, np.array([d.article for d in gold.drafts]), 0)
    stand_among(gold, np.log(chances / (1 - chances)))
    beside, others = matrix([d.beside for d in gold.drafts], RARE)
    both, every = hstack([values, beside]).tocsr(), [*names, *others]
    if not options.unmeasured:
        measure(gold, values, events)
        measure(gold, both, events)
    if options.keep:
        return
    used = np.isin(parts, options.fit.split(","))
    in_context.write("acts", network_of([d for d, learned_from in zip(gold.drafts, used, strict=True) if learned_from]))
    for name, head, least, found, known in (
        ("plausibility", HEAD, LEAST_ALONE, values, names),
        ("among", HEAD_AMONG, options.least, both, every),
    ):
        model = fit(found[used], events[used], parts[used])
        learned = dict(zip(known, model.coef_[0], strict=True))
        write_weights(DATA / f"{name}.yaml", head, least, model.intercept_[0], learned, SLIGHT)


if __name__ == "__main__":
    main()
