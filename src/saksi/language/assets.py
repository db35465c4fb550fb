"""The shipped weights, read once: names, half-precision arrays, and the ONNX session of the encoder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from saksi.language.lemmas import Script

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Names:
    """What the network's numbers mean; ``markers`` are mixtures of the treebanks' embeddings."""

    words: dict[str, int]
    alphabet: dict[str, int]
    upos: list[str]
    feats: list[str]
    labels: list[str]
    scripts: list[Script]
    tags: list[str]
    styles: list[str]
    markers: dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything that the components share; arrays as trained, named as in the network."""

    names: Names
    arrays: dict[str, Floats]
    floret_table: npt.NDArray[np.int8]
    floret_scale: npt.NDArray[np.float16]
    encoder: Any  # onnxruntime.InferenceSession: inputs [T, B, input], lengths [B] -> states [T, B, width]


def marker(assets: Assets, convention: str) -> Floats:
    """[marker_dim] embedding of an annotation convention; ``ValueError`` on an unknown one."""
    mixtures = assets.names.markers
    if convention not in mixtures:
        raise ValueError(f"unknown convention {convention!r}; the pipeline knows {', '.join(sorted(mixtures))}")
    mixed: Floats = np.asarray(mixtures[convention], dtype=np.float32) @ assets.arrays["marker.weight"]
    return mixed


@cache
def load_assets() -> Assets:
    """Read the weights from the package; later calls return the same object."""
    with resources.as_file(resources.files(__package__).joinpath("weights")) as folder:
        return _read(folder)


def _read(folder: Path) -> Assets:
    told = json.loads((folder / "names.json").read_text(encoding="utf8"))
    told["words"] = {word: i for i, word in enumerate(told["words"])}
    told["alphabet"] = {letter: i for i, letter in enumerate(told["alphabet"])}
    told["scripts"] = [tuple(script) for script in told["scripts"]]
    with np.load(folder / "arrays.npz") as stored:
        raw = {name: stored[name] for name in stored.files}
    table, scale = raw.pop("floret_table"), raw.pop("floret_scale")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    arrays = {name: array.astype(np.float32) for name, array in raw.items()}
    return Assets(Names(**told), arrays, table, scale, session)
