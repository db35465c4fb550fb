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


def lstm_graph(lstm: torch.nn.LSTM) -> Any:
    """ONNX model: ``inputs`` [T, B, input], ``lengths`` [B] -> ``states`` [T, B, 2 * hidden]."""
    nodes, weights, name = [], [], "inputs"
    hidden = lstm.hidden_size
    weights.append(numpy_helper.from_array(np.array([0, 0, 2 * hidden], dtype=np.int64), "joined"))
    for layer in range(lstm.num_layers):
        both = [f"l{layer}", f"l{layer}_reverse"]
        w = np.stack([_gates(getattr(lstm, f"weight_ih_{way}")) for way in both])
        r = np.stack([_gates(getattr(lstm, f"weight_hh_{way}")) for way in both])
        pairs = [(getattr(lstm, f"bias_ih_{way}"), getattr(lstm, f"bias_hh_{way}")) for way in both]
        b = np.stack([np.concatenate([_gates(x), _gates(y)]) for x, y in pairs])
        for key, array in (("W", w), ("R", r), ("B", b)):
            weights.append(numpy_helper.from_array(array, f"{key}{layer}"))
        inputs = [name, f"W{layer}", f"R{layer}", f"B{layer}", "lengths"]
        nodes.append(helper.make_node("LSTM", inputs, [f"ways{layer}"], hidden_size=hidden, direction="bidirectional"))
        nodes.append(helper.make_node("Transpose", [f"ways{layer}"], [f"turned{layer}"], perm=[0, 2, 1, 3]))
        name = "states" if layer == lstm.num_layers - 1 else f"states{layer}"
        nodes.append(helper.make_node("Reshape", [f"turned{layer}", "joined"], [name]))
    graph = helper.make_graph(
        nodes,
        "encoder",
        [
            helper.make_tensor_value_info("inputs", TensorProto.FLOAT, ["T", "B", lstm.input_size]),
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
        onnx.save(lstm_graph(network.lstm), whole)
        # 8-bit weights, of 7 bits' range: without VNNI the full range overflows the 16-bit sums.
        quantize_dynamic(
            whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    arrays = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("lstm.")
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
