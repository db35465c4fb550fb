"""Learns what the signs of a role count: conditional logit over the parties that may fill each side of an event.

    python -m training.casting [--data DIR] [--fit train,dev,pool,snippets,sentences] [--keep] [--unmeasured]

DIR (else SAKSI_DATA, else ../shared) holds the articles and the scorer (``annotated``). A filler is right when a party
of it is one that people marked on that side, nobody where they marked none. Printed are figures on articles the
weights have not seen: each set by the weights of the others, and folds over all, articles kept whole. ``--keep`` only
measures; otherwise ``src/saksi/reading/data/roles.yaml`` is written, and beside it the networks that see parties in
context (``in_context``).
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from saksi.reading.events import assemble, casting
from saksi.reading.events.casting import SIDES
from saksi.reading.events.in_context import SIGN, Seen, filler_values
from saksi.reading.events.role_signs import Scene, signs
from saksi.reading.reader import Reader
from saksi.reading.weighing import Sign, Weights
from training import annotated, in_context, logit
from training.gold import every_draft, folds, forms, same_act, scorer

OUT = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data" / "roles.yaml"
STRENGTH = {"actor": 16.0, "recipient": 16.0, "partner": 8.0}  # L2 penalty: hundreds of choices bear no less
EMPTY = 0.4  # what a choice of the pool without recipients counts: its makers leave them empty twice as often
TYPED = 2.0  # signs of one type alone are held in by so much more
FOLDS = 5
ROUNDS = 100
RARE = 4  # signs of fewer choices are left out
SLIGHT = 0.04  # weights below say nothing and are left out
HEAD = """# What the signs of reading/events/role_signs.py count for a party filling a side of an event. Made by
# `python -m training.casting`, by conditional logit: the filler with the greatest sum is chosen.
"""


@dataclass(slots=True)
class Choice:
    """One side of one event: the signs of each filler, and how well each agrees with what people marked (0 to 1).

    ``kind`` is the event's type, ``seen`` what the network in context looks at, ``worth`` what the choice counts.
    """

    part: str
    article: str
    event: int
    side: str
    signs: list[dict[str, float]]
    right: list[float]
    kind: str
    seen: Seen
    worth: float


class Gold:
    """The annotated articles with their parses, what the slots of their events gave, and the scorer."""

    def __init__(self, data: Path) -> None:
        self.scorer = scorer(data)
        self.reader = Reader()
        self.parts = annotated.parts(data, self.scorer) | {"sentences": annotated.lone_sentences()}
        self.docs: dict[str, list[Doc]] = {}
        self.choices: list[Choice] = []
        for part in self.parts:
            self.docs[part] = list(self.reader.language.pipe(a.story_text() for a in self.parts[part].articles))
            self._record(part)
        for side in casting.WEIGHED:
            see_in_context([c for c in self.choices if c.side == side])

    def read(self, part: str, idents: set[str] | None = None) -> dict[str, dict[str, Any]]:
        """Reports of the part's articles (of those in ``idents``), by their names."""
        both = zip(self.parts[part].articles, self.docs[part], strict=True)
        wanted = [(a, d) for a, d in both if idents is None or a.id in idents]
        return {a.id: json.loads(self.reader._report(a, d, False).to_json()) for a, d in wanted}

    def _record(self, part: str) -> None:
        found: dict[str, list[list[tuple[str, str, Seen, Any]]]] = {}

        def record(ctx: Any, tree: Any, index: Any, drafts: Any) -> None:
            scene = Scene(ctx, tree, index, drafts)
            found[ctx.article.id] = [list(_choices(scene, draft)) for draft in drafts]

        with every_draft(), patch.object(assemble, "fill_roles", record):
            reports = self.read(part)
        score = self.scorer
        for ident, marked in self.parts[part].marked.items():
            wanted, _ = score.from_gold(marked)
            made, _ = score.from_report(reports[ident], self.parts[part].rows[ident])
            for g, n in score.pair(wanted, made, same_act, score.weight):
                for side, kind, seen, options in found[ident][n]:
                    right = [_agreement(score, wanted[g], side, given, others) for _, given, others in options]
                    told = [dict(one) for one, *_ in options]
                    empty = side == "recipient" and not wanted[g]["recipients"]
                    worth = EMPTY if empty and part == "pool" else 1.0
                    self.choices.append(Choice(part, ident, n, side, told, right, kind, seen, worth))


def see_in_context(choices: Sequence[Choice]) -> None:
    """Give each filler the sign of its words in context, by a network that has not seen its article."""

    def tell(known: in_context.Arrays, n: int) -> None:
        choice = choices[n]
        values = filler_values(in_context.network(known), in_context.cast(choice.seen, np.float32), choice.kind)
        for one, value in zip(choice.signs, values, strict=True):
            one[SIGN] = value

    in_context.crossed([c.article for c in choices], lambda known: network_of([choices[n] for n in known]), tell)


def network_of(choices: Sequence[Choice]) -> in_context.Arrays:
    return in_context.learn_sides([in_context.Side(c.kind, c.seen, c.right) for c in choices])


def _choices(scene: Scene, draft: Any) -> Iterable[tuple[str, str, Seen, Any]]:
    """The fillers of each side of a draft: their signs, the forms of their parties and those on the other side."""
    parties = scene.ctx.parties
    for side in casting.parts(scene.tree, draft):
        what = casting.part(draft, side)
        options: list[tuple[list[Sign], list[Any], list[Any]]] = []
        others = [_forms(scene, parties.entity(n)) for n in what.others]
        able = casting.options(scene, draft, what)
        for filler in able:
            found = signs(scene, draft, side, filler, what.others)
            options.append((found, [_forms(scene, parties.entity(n)) for n in filler.parties], others))
        seen = scene.views.side(draft, able)
        yield side, draft.type, in_context.cast(seen, np.float16), options


def _forms(scene: Scene, entity: Any) -> dict[str, set[str]]:
    return {"forms": forms(scene.ctx.article.text, entity)}


def _agreement(score: Any, event: dict[str, Any], side: str, given: list[Any], others: list[Any]) -> float:
    """How well a filler agrees with the people marked: F1 of the parties, 1 for nobody where nobody is."""
    wanted = event["actors"] + event["recipients"] if side == "partner" else event[f"{side}s"]
    if side == "partner":  # the one already named is not asked for again
        wanted = [w for w in wanted if not any(score.same_name(w["forms"], o["forms"]) for o in others)]
    if not wanted or not given:
        return float(not wanted and not given)
    return float(2 * score.overlap(wanted, given)[0] / (len(wanted) + len(given)))


def fit(choices: Sequence[Choice], strength: float) -> dict[str, float]:
    """Weights under which the right fillers of ``choices`` are likeliest, held in by an L2 penalty."""
    seen = Counter(name for c in choices for name in {name for one in c.signs for name in one})
    names = sorted(name for name, times in seen.items() if times >= RARE)
    at = {name: n for n, name in enumerate(names)}
    rows = [(n, one) for n, c in enumerate(choices) for one in c.signs]
    cells = [(row, at[name], value) for row, (_, one) in enumerate(rows) for name, value in one.items() if name in at]
    where, which, worth = (np.array(column) for column in zip(*cells, strict=True))
    values = csr_matrix((worth, (where, which)), shape=(len(rows), len(names)))
    owner = np.array([n for n, _ in rows])
    best = [max(c.right) for c in choices]
    right = np.array([r == best[n] for n, c in enumerate(choices) for r in c.right])
    penalty = strength * np.array([TYPED if ": " in name else 1.0 for name in names])

    worth = np.array([c.worth for c in choices])
    found = logit.fit(values, owner, right.astype(float), penalty, ROUNDS, worth)
    return dict(zip(names, map(float, found), strict=True))


def learn(choices: Sequence[Choice]) -> dict[str, dict[str, float]]:
    able = [c for c in choices if max(c.right) > 0]  # where no filler is right there is nothing to learn
    return {side: fit([c for c in able if c.side == side], STRENGTH[side]) for side in SIDES}


def _figures(gold: Gold, name: str, reports: dict[str, dict[str, dict[str, Any]]]) -> None:
    cells = []
    for part, read in reports.items():
        marked = {i: m for i, m in gold.parts[part].marked.items() if i in read}
        prf = gold.scorer.score(gold.parts[part].rows, marked, read)[0]
        cells.append(f"{part}: " + ", ".join(f"{k} {prf[k]['f1']:.3f}" for k in
                                             ("who did what to whom", "actor", "recipient")))  # fmt: skip
    print(f"{name:24}" + " | ".join(cells))


def measure(gold: Gold, seed: int = 0) -> None:
    """Figures of the slots alone and of weights that have not seen the articles they are tried on."""
    with patch.object(assemble, "fill_roles", lambda *_: None):
        _figures(gold, "slots alone", {part: gold.read(part) for part in gold.parts})

    def reports(part: str, idents: set[str] | None, choices: Sequence[Choice]) -> dict[str, dict[str, Any]]:
        known = {side: Weights(found) for side, found in learn(choices).items()}
        networks = {
            side: in_context.network(network_of([c for c in choices if c.side == side])) for side in casting.WEIGHED
        }
        with (
            patch.object(casting, "weights_of_sides", lambda: known),
            patch.object(casting, "network", networks.__getitem__),
        ):
            return gold.read(part, idents)

    across = {p: reports(p, None, [c for c in gold.choices if c.part != p]) for p in gold.parts}
    _figures(gold, "the other sets' weights", across)
    fold = folds({i for part in gold.parts.values() for i in part.marked}, FOLDS, seed)
    folded: dict[str, dict[str, dict[str, Any]]] = {part: {} for part in gold.parts}
    for n in range(FOLDS):
        mine = {name for name, number in fold.items() if number == n}
        choices = [c for c in gold.choices if c.article not in mine]
        for part in gold.parts:
            folded[part] |= reports(part, mine, choices)
    _figures(gold, "folds", folded)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--fit", default=f"{annotated.ALL},sentences", help="the sets to learn from")
    parser.add_argument("--keep", action="store_true", help="measure only")
    parser.add_argument("--unmeasured", action="store_true", help="learn and write without measuring")
    options = parser.parse_args()
    gold = Gold(options.data)
    print({side: sum(c.side == side for c in gold.choices) for side in SIDES}, "choices")
    if not options.unmeasured:
        measure(gold)
    if not options.keep:
        used = [c for c in gold.choices if c.part in options.fit.split(",")]
        write(learn(used))
        for side in casting.WEIGHED:
            in_context.write(side, network_of([c for c in used if c.side == side]))


def write(learned: dict[str, dict[str, float]]) -> None:
    """Put the weights that say something into the package, the greatest first."""
    book = {}
    for side, found in learned.items():
        rounded = {name: round(weight, 2) for name, weight in found.items() if abs(weight) >= SLIGHT}
        book[side] = dict(sorted(rounded.items(), key=lambda item: (-item[1], item[0])))
    OUT.write_text(HEAD + yaml.safe_dump(book, sort_keys=False, width=120), encoding="utf-8")
    print(f"{ {side: len(found) for side, found in book.items()} } weights written to {OUT}")


if __name__ == "__main__":
    main()
