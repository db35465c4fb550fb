"""Subword vectors (floret) of raw news text, and their 8-bit table as it ships."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from saksi.language.vectors import SETTINGS, floret_vectors
from saksi.language.words import normal

_TOKEN = re.compile(r"https?://\S+|\w+(?:[-'’]\w+)*|[^\w\s]")
ROWS, WIDTH, EPOCHS = 50_000, 128, 3


def train(raw: Path, folder: Path) -> Path:
    """Train on a gzipped text, a paragraph a line; one thread, because more make the outcome differ from run to run."""
    import floret

    folder.mkdir(parents=True, exist_ok=True)
    tokens, table = folder / "raw.tok", folder / "floret.txt"
    with gzip.open(raw, "rt", encoding="utf8") as lines, tokens.open("w", encoding="utf8") as out:
        for line in lines:
            words = [normal(word) for word in _TOKEN.findall(line)]
            if len(words) > 3:
                out.write(" ".join(words) + "\n")
    model = floret.train_unsupervised(
        str(tokens),
        model="cbow",
        mode="floret",
        hashCount=SETTINGS["hash_count"],
        bucket=ROWS,
        minn=SETTINGS["minn"],
        maxn=SETTINGS["maxn"],
        minCount=5,
        dim=WIDTH,
        epoch=EPOCHS,
        lr=0.05,
        thread=1,
        ws=5,
        neg=5,
    )
    model.save_floret_vectors(str(table))
    return table


def quantised(path: Path) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """The table of a floret file as 8-bit rows and a scale a row."""
    with path.open(encoding="utf8") as lines:
        header = next(lines).split()
        table = np.zeros((int(header[0]), int(header[1])), dtype=np.float32)
        for line in lines:
            row, *values = line.split()
            table[int(row)] = [float(value) for value in values]
    scale = (np.abs(table).max(1) / 127).astype(np.float16)
    safe = np.where(scale == 0, np.float16(1), scale).astype(np.float32)
    return np.rint(table / safe[:, None]).clip(-127, 127).astype(np.int8), scale


def load(path: Path) -> tuple[Vectors, npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """The vectors exactly as the package will read them, with the table and scales to ship."""
    table, scale = quantised(path)
    return floret_vectors(Vocab().strings, table, scale), table, scale
