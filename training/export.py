"""Writes the trained network as the package reads it: an ONNX graph for the BiLSTM, 16-bit arrays for the rest."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training import entities
from training.batches import NEWS, Inventory
from training.model import Network
from training.treebanks import MARKERS

OPSET = 17


def _gates(weight: torch.Tensor) -> npt.NDArray[np.float32]:
    """torch orders the gates input, forget, cell, output; ONNX input, output, forget, cell."""
    i, f, c, o = weight.detach().float().chunk(4)
    stacked: npt.NDArray[np.float32] = torch.cat([i, o, f, c]).numpy()
    return stacked


def _layer(lstm: torch.nn.LSTM, layer: int, ways: tuple[str, ...], name: str, weights: list[Any]) -> dict[str, str]:
    """Adds one layer's weights under ``name``; the inputs of its ONNX node. ``ways`` are torch's suffixes."""
    parts = [
        {
            kind: _gates(getattr(lstm, f"{kind}_l{layer}{way}"))
            for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        }
        for way in ways
    ]
    arrays = {
        "W": np.stack([part["weight_ih"] for part in parts]),
        "R": np.stack([part["weight_hh"] for part in parts]),
        "B": np.stack([np.concatenate([part["bias_ih"], part["bias_hh"]]) for part in parts]),
    }
    weights.extend(numpy_helper.from_array(array, f"{key}_{name}") for key, array in arrays.items())
    return {key: f"{key}_{name}" for key in arrays}


def encoder_graph(network: Network) -> Any:
    """ONNX model: ``inputs`` [T, B, vector + marker], ``lengths`` [B] -> ``states`` [T, B, 2 * hidden]."""
    shape, nodes, weights = network.shape, [], []
    hidden = shape.hidden
    for key, values in (("flat", [0, 0, 2 * hidden]), ("zero", [0]), ("vector", [shape.vector]), ("last", [2])):
        weights.append(numpy_helper.from_array(np.array(values, dtype=np.int64), key))
    weights.append(numpy_helper.from_array(np.array([1], dtype=np.int64), "ways"))
    nodes.append(helper.make_node("Slice", ["inputs", "zero", "vector", "last"], ["vectors"]))
    stacks = (("left", network.language.left, "forward"), ("right", network.language.right, "reverse"))
    for side, lstm, direction in stacks:
        name = "vectors"
        for layer in range(shape.stacked):
            given = _layer(lstm, layer, ("",), f"{side}{layer}", weights)
            inputs = [name, *given.values(), "lengths"]
            told = f"{side}_told{layer}"
            nodes.append(helper.make_node("LSTM", inputs, [told], hidden_size=hidden, direction=direction))
            name = f"{side}{layer}"
            nodes.append(helper.make_node("Squeeze", [told, "ways"], [name]))
    ends = [f"{side}{shape.stacked - 1}" for side, _, _ in stacks]
    nodes.append(helper.make_node("Concat", [*ends, "inputs"], ["joined"], axis=2))
    weights.append(numpy_helper.from_array(network.narrow.weight.detach().float().numpy().T.copy(), "narrow"))
    nodes.append(helper.make_node("MatMul", ["joined", "narrow"], ["both"]))
    given = _layer(network.lstm, 0, ("", "_reverse"), "top", weights)
    inputs = ["both", *given.values(), "lengths"]
    nodes.append(helper.make_node("LSTM", inputs, ["told"], hidden_size=hidden, direction="bidirectional"))
    nodes.append(helper.make_node("Transpose", ["told"], ["turned"], perm=[0, 2, 1, 3]))
    nodes.append(helper.make_node("Reshape", ["turned", "flat"], ["states"]))
    graph = helper.make_graph(
        nodes,
        "encoder",
        [
            helper.make_tensor_value_info("inputs", TensorProto.FLOAT, ["T", "B", shape.vector + shape.marker_dim]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["B"]),
        ],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["T", "B", 2 * hidden])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 9
    return model


def export(
    network: Network,
    inventory: Inventory,
    table: npt.NDArray[np.int8],
    scale: npt.NDArray[np.float16],
    folder: Path,
) -> None:
    """Write ``encoder.onnx``, ``arrays.npz`` and ``names.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        onnx.save(encoder_graph(network), whole)
        # 8-bit weights, of 7 bits' range: without VNNI the full range overflows the 16-bit sums.
        quantize_dynamic(
            whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    arrays = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith(("lstm.", "language.", "narrow.", "act_"))  # act heads only teach the encoder
    }
    np.savez(folder / "arrays.npz", floret_table=table, floret_scale=scale, **arrays)
    names = {
        "words": inventory.words,
        "alphabet": inventory.alphabet,
        "upos": inventory.upos,
        "feats": inventory.feats,
        "labels": inventory.labels,
        "scripts": inventory.scripts,
        "tags": entities.TAGS,
        "styles": entities.SETS,
        "markers": {**{name: [float(name == m) for m in MARKERS] for name in MARKERS}, "news": list(NEWS)},
    }
    (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
