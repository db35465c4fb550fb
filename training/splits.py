"""Which sentences are trained on, which are for tuning, and which are for the last figure alone."""

from __future__ import annotations

from pathlib import Path

from training import treebanks
from training.treebanks import Sentence

CURRENT_GSD = 400  # sentences of the current GSD dev file that are trained on; the rest is for tuning
CSUI_DEV = 100


def training_trees(data: Path) -> list[Sentence]:
    """GSD 2.0 in the current annotation, part of the current GSD dev file, CSUI, and PUD but for its news test."""
    old = [treebanks.join_hyphens(s) for s in treebanks.read(data / "gsd-2.0-dev.conllu", "gsd")]
    new = treebanks.read(data / "gsd-dev.conllu", "gsd")
    convert = treebanks.Converter(old[:CURRENT_GSD], new[:CURRENT_GSD])
    gsd = [convert(treebanks.join_hyphens(s)) for s in treebanks.read(data / "gsd-2.0-train.conllu", "gsd")]
    test = (data / "pud-news-test.ids").read_text(encoding="utf8").split()
    news = treebanks.read(data / "csui-train.conllu", "csui") + treebanks.read(data / "pud.conllu", "pud", drop=test)
    return gsd + (new[:CURRENT_GSD] + news) * 2  # the current and the news annotation count twice


def development_trees(data: Path) -> dict[str, list[Sentence]]:
    gsd = treebanks.read(data / "gsd-dev.conllu", "gsd")[CURRENT_GSD:]
    return {"gsd": gsd, "csui": treebanks.read(data / "csui-test.conllu", "csui")[:CSUI_DEV]}


def test_trees(data: Path) -> dict[str, list[Sentence]]:
    """GSD's test file, CSUI's but for the sentences that serve for tuning, and the news test of PUD."""
    ids = (data / "pud-news-test.ids").read_text(encoding="utf8").split()
    return {
        "gsd": treebanks.read(data / "gsd-test.conllu", "gsd"),
        "csui": treebanks.read(data / "csui-test.conllu", "csui")[CSUI_DEV:],
        "pud": treebanks.read(data / "pud.conllu", "pud", keep=ids),
    }
