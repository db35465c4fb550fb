"""Learns what ties a date or a place to an act: L2 logistic regression over the candidates of annotated acts.

    python -m training.linking when|where [--data DIR] [--fit train|both] [--keep] [--least CHANCE]

DIR (else SAKSI_DATA, else ../shared) holds ``gold/`` with articles, events marked by people, and their scorer. Each act
that the reader finds and the scorer pairs with a marked one brings its candidates; a candidate is right when the
scorer would say so. Printed are figures on articles the weights have not seen (folds, articles kept whole): how many
acts with a date (a place) get the right one, and how many without one are given one. ``--keep`` only measures;
otherwise the weights are written to ``src/saksi/reading/data/{when,where}.yaml``.
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
import yaml
from sklearn.linear_model import LogisticRegression

from saksi.articles import load
from saksi.reading.events import assemble
from saksi.reading.events.setting import Setting
from saksi.reading.events.when import Days
from saksi.reading.events.where import Wheres
from saksi.reading.reader import Reader
from saksi.reading.weighing import Sign
from saksi.report import Article
from training import gold

DATA = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data"
STRENGTH = {"when": 0.05, "where": 0.3}  # inverses of the L2 penalties, best in folds
LEAST = {"when": 0.23, "where": 0.26}
TRIED = (0.01, 0.15, 0.2, 0.25, 0.3, 0.4)
FOLDS, SHUFFLES = 8, 1
SLIGHT = 0.02  # weights below say nothing and are left out
HEAD = """# What ties {what} to an act, and what parts them: the weights of the signs of reading/events/{name}.py.
# Made by `python -m training.linking {name}`, by logistic regression. A candidate is taken from the chance `least` on.
"""


@dataclass(slots=True)
class Choice:
    """One act with what people marked, its candidates' values (date, or country and name), and their signs."""

    part: str
    article: str
    wanted: Any
    values: list[Any]
    signs: list[list[Sign]]


def choices(data: Path, name: str) -> list[Choice]:
    """The acts of the annotated articles that the reader finds, nothing held implausible."""
    scorer = gold.scorer(data)
    reader, found = Reader(), []
    for part in ("train", "dev"):
        paths = [data / "gold" / f"{part}_{kind}.jsonl" for kind in ("articles", "gold")]
        articles, marked = map(scorer.load, paths)
        for article in load(paths[0]):
            assert isinstance(article, Article)
            report, weighed = read(reader, article, name)
            wanted, _ = scorer.from_gold(marked[article.id])
            made, _ = scorer.from_report(report, articles[article.id])
            pairs = dict(scorer.pair(wanted, made, gold.same_act, scorer.weight))
            for i, j in scorer.pair(wanted, made, lambda g, p: one_trigger(scorer, g, p), scorer.weight):
                if i not in pairs and j not in pairs.values():
                    pairs[i] = j
            field = "date" if name == "when" else "place"
            for i, j in pairs.items():
                values = [value for value, _ in weighed[j]]
                found.append(Choice(part, article.id, wanted[i][field], values, [signs for _, signs in weighed[j]]))
    if name == "where":
        found = [c for c in found if not c.wanted or c.wanted.get("country")]
    return found


def one_trigger(scorer: Any, wanted: dict[str, Any], made: dict[str, Any]) -> bool:
    shared = set(wanted["sentences"]) & set(made["sentences"])
    return bool(shared) and bool(scorer.words(wanted["trigger"]) & scorer.words(made["trigger"]))


def read(reader: Reader, article: Article, name: str) -> tuple[dict[str, Any], list[list[tuple[Any, list[Sign]]]]]:
    """The report with every draft kept, and each draft's candidates as the step ``name`` sees them."""
    weighed: list[list[tuple[Any, list[Sign]]]] = []

    def days(self: Days, drafts: Any, settings: Sequence[Setting]) -> None:
        weighed.extend([(day.time.value, signs) for day, signs in self.candidates(s, drafts)] for s in settings)

    def places(self: Wheres, drafts: Any, settings: Sequence[Setting]) -> None:
        for setting in settings:
            found = self.candidates(setting, self.places, drafts)
            weighed.append([((p.place.country, p.place.name), signs) for p, signs in found])

    step: Any = patch.object(Days, "date_all", days) if name == "when" else patch.object(Wheres, "place_all", places)
    with patch.object(assemble, "keep_plausible", lambda *given: given[-1]), step:
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


class Model:
    """A regression over the signs' names."""

    def __init__(self, given: Sequence[Choice], right: Right, strength: float) -> None:
        self.names = sorted({name for c in given for signs in c.signs for name, _ in signs})
        self.place = {name: n for n, name in enumerate(self.names)}
        labelled = [
            (signs, verdict)
            for c in given
            for value, signs in zip(c.values, c.signs, strict=True)
            if (verdict := right(c, value)) is not None
        ]
        told = np.array([self.row(signs) for signs, _ in labelled])
        self.fitted = LogisticRegression(C=strength, max_iter=3000).fit(told, [bool(v) for _, v in labelled])

    def row(self, signs: Sequence[Sign]) -> np.ndarray:
        values = np.zeros(len(self.names))
        for name, value in signs:
            if name in self.place:
                values[self.place[name]] = value
        return values

    def best(self, choice: Choice) -> tuple[float, Any]:
        """The likeliest candidate's chance and value; chance 0 where there is none."""
        if not choice.signs:
            return 0.0, None
        chances = self.fitted.predict_proba(np.array([self.row(signs) for signs in choice.signs]))[:, 1]
        top = int(np.argmax(chances))
        return float(chances[top]), choice.values[top]


def measure(found: Sequence[Choice], label: Right, right: Right, strength: float) -> None:
    print(f"{len(found)} acts, {sum(len(c.values) for c in found)} candidates; right where marked / given where none")
    tried: list[list[tuple[float, Any]]] = []
    for seed in range(SHUFFLES):
        fold = gold.folds({c.article for c in found}, FOLDS, seed)
        best: list[tuple[float, Any]] = [(0.0, None)] * len(found)
        for n in range(FOLDS):
            model = Model([c for c in found if fold[c.article] != n], label, strength)
            for i, c in enumerate(found):
                if fold[c.article] == n:
                    best[i] = model.best(c)
        tried.append(best)
    for least in TRIED:
        cells = []
        for part in ("train", "dev"):
            both = [(c, b) for best in tried for c, b in zip(found, best, strict=True) if c.part == part]
            marked = [bool(b[0] >= least and right(c, b[1])) for c, b in both if c.wanted]
            none = [b[0] >= least for c, b in both if not c.wanted]
            cells.append(f"{part} {np.mean(marked):.3f} / {np.mean(none):.3f}")
        print(f"  least {least:.2f}   " + "   ".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=["when", "where"])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--fit", choices=["train", "both"], default="both")
    parser.add_argument("--least", type=float, help="the least chance to ship")
    parser.add_argument("--keep", action="store_true", help="measure only")
    options = parser.parse_args()
    name = options.name
    found = choices(options.data, name)
    label, right = (right_day, right_day) if name == "when" else (right_place, right_country)
    measure(found, label, right, STRENGTH[name])
    if options.keep:
        return
    model = Model([c for c in found if options.fit == "both" or c.part == "train"], label, STRENGTH[name])
    learned = zip(model.names, model.fitted.coef_[0], strict=True)
    ranked = sorted(
        ((n, round(float(w), 2)) for n, w in learned if abs(w) >= SLIGHT), key=lambda one: (-one[1], one[0])
    )
    book = {
        "least": options.least or LEAST[name],
        "bias": round(float(model.fitted.intercept_[0]), 2),
        "weights": dict(ranked),
    }
    head = HEAD.format(what="a date" if name == "when" else "a place", name=name)
    (DATA / f"{name}.yaml").write_text(head + yaml.safe_dump(book, sort_keys=False, width=120), encoding="utf-8")
    print(f"{len(ranked)} weights written to {DATA / name}.yaml")


if __name__ == "__main__":
    main()
