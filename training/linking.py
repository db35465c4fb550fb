"""Learns what ties a date or a place to an act: a conditional logit over the candidates of annotated acts and none.

    python -m training.linking when|where [--data DIR] [--fit train,dev,pool] [--keep] [--least CHANCE]

DIR (else SAKSI_DATA, else ../shared) holds the articles and the scorer (``annotated``). Each act
that the reader finds and the scorer pairs with a marked one brings its candidates; a candidate is right when the
scorer would say so; where several are, any will do. Printed are figures on articles the weights have not seen (folds,
articles kept whole; and dev under the weights of the other sets): how many acts with a date (a place) get the right
one, and how many without one are given one. ``--keep`` only measures; otherwise the weights are written to
``src/saksi/reading/data/{when,where}.yaml``.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix

from saksi.reading.events import assemble
from saksi.reading.events.setting import Setting
from saksi.reading.events.when import Days
from saksi.reading.events.where import Wheres
from saksi.reading.reader import Reader
from saksi.reading.weighing import Sign, shares
from saksi.report import Article
from training import annotated, gold, logit

DATA = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data"
STRENGTH = {"when": 0.1, "where": 0.2}  # inverses of the L2 penalties, best in folds
LEAST = {"when": 0.1, "where": 0.05}
ROUNDS = 400
TRIED = (0.0, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3)
FOLDS, SHUFFLES = 8, 1
_BIAS = "bias"  # of every candidate against none
_UNSURE = 0.5  # a place of the right country where another candidate is the marked one
SLIGHT = 0.02  # weights below say nothing and are left out
HEAD = """# What ties {what} to an act, and what parts them: the weights of the signs of reading/events/{name}.py.
# Made by `python -m training.linking {name}`, by a conditional logit in which "none of them" is a choice too.
# A candidate is taken from the chance `least` on.
"""


@dataclass(slots=True)
class Choice:
    """One act with what people marked, its candidates' values (date, or country and name), and their signs.

    ``none`` are the signs that no candidate is right.
    """

    part: str
    article: str
    wanted: Any
    values: list[Any]
    signs: list[list[Sign]]
    none: list[Sign]


Weighed = tuple[list[tuple[Any, list[Sign]]], list[Sign]]
"""The candidates of one act as value and signs, and the signs that none is right."""


def choices(data: Path, name: str) -> list[Choice]:
    """The acts of the annotated articles that the reader finds, nothing held implausible."""
    scorer = gold.scorer(data)
    reader, found = Reader(), []
    for name_of, part in annotated.parts(data, scorer).items():
        for article in part.articles:
            report, weighed = read(reader, article, name)
            wanted, _ = scorer.from_gold(part.marked[article.id])
            made, _ = scorer.from_report(report, part.rows[article.id])
            pairs = dict(scorer.pair(wanted, made, gold.same_act, scorer.weight))
            for i, j in scorer.pair(wanted, made, lambda g, p: one_trigger(scorer, g, p), scorer.weight):
                if i not in pairs and j not in pairs.values():
                    pairs[i] = j
            field = "date" if name == "when" else "place"
            for i, j in pairs.items():
                known, none = weighed[j]
                values, signs = [value for value, _ in known], [signs for _, signs in known]
                found.append(Choice(name_of, article.id, wanted[i][field], values, signs, none))
    if name == "where":
        found = [c for c in found if not c.wanted or c.wanted.get("country")]
    return found


def one_trigger(scorer: Any, wanted: dict[str, Any], made: dict[str, Any]) -> bool:
    shared = set(wanted["sentences"]) & set(made["sentences"])
    return bool(shared) and bool(scorer.words(wanted["trigger"]) & scorer.words(made["trigger"]))


def read(reader: Reader, article: Article, name: str) -> tuple[dict[str, Any], list[Weighed]]:
    """The report with every draft kept, and each draft's candidates as the step ``name`` sees them."""
    weighed: list[Weighed] = []

    def days(self: Days, drafts: Any, settings: Sequence[Setting]) -> None:
        for setting in settings:
            found = self.candidates(setting, drafts)
            weighed.append(([(day.time.value, signs) for day, signs in found], self.without(setting)))

    def places(self: Wheres, drafts: Any, settings: Sequence[Setting]) -> None:
        for setting in settings:
            found = self.candidates(setting, self.places, drafts)
            known = [((p.place.country, p.place.name), signs) for p, signs in found]
            weighed.append((known, self.without(setting)))

    step: Any = patch.object(Days, "date_all", days) if name == "when" else patch.object(Wheres, "place_all", places)
    with gold.every_draft(), patch.object(assemble, "keep_plausible", lambda *given: given[-1]), step:
        return json.loads(reader.read(article).to_json()), weighed


def right_day(choice: Choice, value: str) -> bool | None:
    """Whether ``value`` is as exact as the marked date and says the same."""
    return bool(choice.wanted) and value.startswith(choice.wanted)


def right_country(choice: Choice, value: tuple[str | None, str]) -> bool:
    return bool(choice.wanted) and value[0] == choice.wanted["country"]


def right_place(choice: Choice, value: tuple[str | None, str]) -> bool | None:
    """Whether ``value`` is the marked place; None for another place of its country where the marked one is there."""
    if not right_country(choice, value):
        return False
    if _named(choice, value) or not any(_named(choice, v) for v in choice.values if right_country(choice, v)):
        return True
    return None


def _named(choice: Choice, value: tuple[str | None, str]) -> bool:
    one, other = (frozenset(name.casefold().split()) for name in (value[1], choice.wanted["name"]))
    return one <= other or other <= one


Right = Callable[[Choice, Any], bool | None]


@dataclass(frozen=True, slots=True)
class Table:
    """The choices as one matrix of signs: a row a candidate, one a choice for none; ``good`` rows are right ones."""

    found: Sequence[Choice]
    names: list[str]
    rows: csr_matrix
    owner: np.ndarray
    good: np.ndarray
    usable: np.ndarray

    @classmethod
    def of(cls, found: Sequence[Choice], right: Right) -> Table:
        names = [_BIAS, *sorted({n for c in found for signs in (*c.signs, c.none) for n, _ in signs})]
        place = {name: n for n, name in enumerate(names)}
        data: list[float] = []
        at: list[tuple[int, int]] = []
        owner, good = [], []
        for n, c in enumerate(found):
            verdicts = [1.0 if v else _UNSURE if v is None else 0.0 for v in (right(c, value) for value in c.values)]
            for signs in [*([(_BIAS, 1.0), *signs] for signs in c.signs), c.none]:
                for name, value in signs:
                    at.append((len(owner), place[name]))
                    data.append(value)
                owner.append(n)
            good += [*verdicts, 0.0 if c.wanted else 1.0]
        shape = (len(owner), len(names))
        rows = csr_matrix((data, tuple(np.array(at).T)), shape=shape)
        sure = np.zeros(len(found))
        np.maximum.at(sure, owner, good)
        usable = (sure == 1.0) & np.array([bool(c.values) for c in found])
        return cls(found, names, rows, np.array(owner), np.array(good), usable)

    def fit(self, chosen: np.ndarray, strength: float) -> np.ndarray:
        """The weights that make the right candidates of the ``chosen`` choices likeliest."""
        kept = (chosen & self.usable)[self.owner]
        rows, good = self.rows[kept], self.good[kept]
        _, owner = np.unique(self.owner[kept], return_inverse=True)
        return logit.fit(rows, owner, good, np.full(len(self.names), 1 / strength), ROUNDS)

    def best(self, weights: np.ndarray, number: int, same: Callable[[Any], Any]) -> tuple[float, Any]:
        """The likeliest value of one choice and its chance; chance 0 where there is no candidate."""
        choice = self.found[number]
        if not choice.values:
            return 0.0, None
        parts = shares(list(self.rows[self.owner == number] @ weights))
        chances: dict[Any, float] = {}
        for value, part in zip(choice.values, parts, strict=False):
            chances[same(value)] = chances.get(same(value), 0.0) + part
        _, part, value = max((chances[same(v)], part, v) for v, part in zip(choice.values, parts, strict=False))
        return chances[same(value)], value


def measure(found: Sequence[Choice], label: Right, right: Right, strength: float, same: Callable[[Any], Any]) -> None:
    print(f"{len(found)} acts, {sum(len(c.values) for c in found)} candidates; right where marked / given where none")
    table = Table.of(found, label)
    tried: list[list[tuple[float, Any]]] = []
    for seed in range(SHUFFLES):
        fold = gold.folds({c.article for c in found}, FOLDS, seed)
        held = np.array([fold[c.article] for c in found])
        best: list[tuple[float, Any]] = [(0.0, None)] * len(found)
        for n in range(FOLDS):
            weights = table.fit(held != n, strength)
            for i in np.flatnonzero(held == n):
                best[i] = table.best(weights, int(i), same)
        tried.append(best)
    weights = table.fit(np.array([c.part != "dev" for c in found]), strength)
    alone = [table.best(weights, i, same) for i in range(len(found))]
    for least in TRIED:
        cells = []
        for part in ("train", "dev"):
            both = [(c, b) for best in tried for c, b in zip(found, best, strict=True) if c.part == part]
            cells.append(f"{part} {_rates(both, right, least)}")
        dev = [(c, b) for c, b in zip(found, alone, strict=True) if c.part == "dev"]
        cells.append(f"dev by the others {_rates(dev, right, least)}")
        print(f"  least {least:.2f}   " + "   ".join(cells))


def _rates(both: Sequence[tuple[Choice, tuple[float, Any]]], right: Right, least: float) -> str:
    given = [(c, b[1] if b[1] is not None and b[0] >= least else None) for c, b in both]
    marked = [value is not None and bool(right(c, value)) for c, value in given if c.wanted]
    none = [value is not None for c, value in given if not c.wanted]
    return f"{np.mean(marked):.3f} / {np.mean(none):.3f}"


def _country(value: tuple[str | None, str]) -> str:
    return value[0] or value[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=["when", "where"])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--fit", default=annotated.ARTICLES, help="the sets to learn from")
    parser.add_argument("--least", type=float, help="the least chance to ship")
    parser.add_argument("--keep", action="store_true", help="measure only")
    options = parser.parse_args()
    name = options.name
    found = choices(options.data, name)
    label, right = (right_day, right_day) if name == "when" else (right_place, right_country)
    measure(found, label, right, STRENGTH[name], str if name == "when" else _country)
    if options.keep:
        return
    table = Table.of(found, label)
    chosen = np.array([c.part in options.fit.split(",") for c in found])
    learned = dict(zip(table.names, table.fit(chosen, STRENGTH[name]), strict=True))
    bias = learned.pop(_BIAS)
    head = HEAD.format(what="a date" if name == "when" else "a place", name=name)
    gold.write_weights(DATA / f"{name}.yaml", head, options.least or LEAST[name], bias, learned, SLIGHT)


if __name__ == "__main__":
    main()
