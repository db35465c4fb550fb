"""What the learners share: the scorer that lies beside the annotated articles, and folds over articles."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import yaml
from scipy.sparse import csr_matrix

from saksi.reading.events import assemble


def scorer(data: Path) -> Any:
    """The module ``gold/score.py`` of the folder ``data``."""
    spec = importlib.util.spec_from_file_location("gold_score", data / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folds(articles: Iterable[str], count: int, seed: int) -> dict[str, int]:
    """The fold, 0 to ``count`` - 1, of each article, so that an article's events are never in two."""
    names = sorted(articles)
    np.random.default_rng(seed).shuffle(names)
    return {name: n % count for n, name in enumerate(names)}


def same_act(wanted: dict[str, Any], made: dict[str, Any]) -> bool:
    """Whether an event that the reader made may be one that people marked: of its type, in one of its sentences."""
    return wanted["type"] == made["type"] and bool(set(wanted["sentences"]) & set(made["sentences"]))


def forms(text: str, entity: Any) -> set[str]:
    """Every form in which an article's ``text`` names an entity of its report."""
    return {entity.name, *entity.aliases, *(text[s:e] for s, e in entity.mentions)}


def every_draft() -> Any:
    """A context in which the reader gives up no draft because nobody takes part, so that reports number like drafts."""
    return patch.object(assemble, "with_parties", lambda _ctx, _tree, drafts: drafts)


def matrix(found: Sequence[dict[str, float]], rare: int = 1) -> tuple[csr_matrix, list[str]]:
    """The values of the signs that at least ``rare`` of ``found`` have, a row each, and their names."""
    times = Counter(name for one in found for name in one)
    names = sorted(name for name, count in times.items() if count >= rare)
    at = {name: n for n, name in enumerate(names)}
    cells = [(row, at[name], value) for row, one in enumerate(found) for name, value in one.items() if name in at]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(names))), names


def write_weights(path: Path, head: str, least: float, bias: float, learned: dict[str, float], slight: float) -> None:
    """Put weights of at least ``slight`` into a file of ``reading/data``, the greatest first."""
    rounded = {name: round(float(weight), 2) for name, weight in learned.items() if abs(weight) >= slight}
    ranked = dict(sorted(rounded.items(), key=lambda item: (-item[1], item[0])))
    book = {"least": least, "bias": round(float(bias), 2), "weights": ranked}
    path.write_text(head + yaml.safe_dump(book, sort_keys=False, width=120), encoding="utf-8")
    print(f"{len(ranked)} weights written to {path}")
