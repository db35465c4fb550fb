"""The trees that are trained on."""

from __future__ import annotations

from pathlib import Path

from training import conversion, treebanks
from training.splits import CURRENT_GSD
from training.treebanks import Sentence


def training_trees(data: Path) -> list[Sentence]:
    """GSD 2.0 in the current annotation, part of the current GSD dev file, CSUI, and PUD but for its news test."""
    old = [conversion.join_hyphens(s) for s in treebanks.read(data / "gsd-2.0-dev.conllu", "gsd")]
    new = treebanks.read(data / "gsd-dev.conllu", "gsd")
    test = (data / "pud-news-test.ids").read_text(encoding="utf8").split()
    news = treebanks.read(data / "csui-train.conllu", "csui") + treebanks.read(data / "pud.conllu", "pud", drop=test)
    lexicon = conversion.Lexicon([*new[:CURRENT_GSD], *news])
    convert = conversion.Converter(old[:CURRENT_GSD], new[:CURRENT_GSD], lexicon)
    gsd = [convert(conversion.join_hyphens(s)) for s in treebanks.read(data / "gsd-2.0-train.conllu", "gsd")]
    return gsd + (new[:CURRENT_GSD] + news) * 2  # the current and the news annotation count twice
