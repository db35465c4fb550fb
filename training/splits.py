"""Which sentences are trained on, which are for tuning, and which are for the last figure alone."""

from __future__ import annotations

from pathlib import Path

from training import treebanks
from training.treebanks import Sentence

CURRENT_GSD = 400  # sentences of the current GSD dev file that are trained on; the rest is for tuning
CSUI_DEV = 100


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
