"""Raw sentences as one network reads them teach another: a narrower one, or the same one again (Hinton 2015).

The learner drops words and states as in training, the teacher does not; what is taught is how sure the teacher is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from training.acts import ActSentence
from training.batches import NEWS, Batch, Batcher, grouped
from training.entities import SETS
from training.model import Network, Shape
from training.treebanks import MARKERS

MARKED = [list(NEWS), list(NEWS), *([float(name == own) for name in MARKERS] for own in MARKERS)]


def batches(
    batcher: Batcher, raw: Sequence[ActSentence], words: int, order: random.Random
) -> Iterator[tuple[Batch, Tensor]]:
    """Batches of raw sentences, each sentence under a marker by chance, and an entity set's number."""
    for group in grouped([len(sentence.words) for sentence in raw], words, order):
        marker = torch.tensor([order.choice(MARKED) for _ in group])
        style = torch.tensor([order.randrange(len(SETS)) for _ in group])
        yield batcher.lessons([raw[i] for i in group], marker), style


def _soft_loss(scores: Tensor, told: Tensor, inside: Tensor) -> Tensor:
    """Mean cross entropy against the teacher's scores over the words that are there."""
    losses = -(told.softmax(-1) * scores.log_softmax(-1)).sum(-1)
    return losses[inside].mean()


def loss(
    learner: Network, states: Tensor, teacher: Network, told: Tensor, batch: Batch, style: Tensor, names: float
) -> Tensor:
    """What the learner's heads, over its ``states``, miss of the teacher's, over those ``told`` it by its encoder.

    ``names`` is what entity tags count beside the rest.
    """
    inside = torch.arange(states.shape[1])[None] < batch.lengths[:, None]
    with torch.no_grad():
        arcs = teacher.masked_arcs(told, batch.lengths)
        heads = arcs.argmax(-1)
        goals = {
            "upos": teacher.upos(told),
            "feats": teacher.feats(told),
            "labels": teacher.label_scores(told, heads),
            "tags": teacher.entities(told, style),
        }
    total = _soft_loss(learner.masked_arcs(states, batch.lengths), arcs, inside)
    total = total + _soft_loss(learner.upos(states), goals["upos"], inside)
    total = total + _soft_loss(learner.feats(states), goals["feats"], inside) * 0.5
    total = total + _soft_loss(learner.label_scores(states, heads), goals["labels"], inside)
    return total + _soft_loss(learner.entities(states, style), goals["tags"], inside) * names


def load(path: Path, shape: Shape) -> Network:
    """A network as it was saved, of whatever narrowness; one from before there was any passes all on."""
    state = torch.load(path, weights_only=True)
    if "narrow.weight" not in state:
        state["narrow.weight"] = torch.eye(state["lstm.weight_ih_l0"].shape[1])
    network = Network(replace(shape, narrow=len(state["narrow.weight"])))
    network.load_state_dict(network.state_dict() | state)  # a head that it lacks is a new one
    return network


def narrowed(network: Network, inputs: Tensor, width: int) -> dict[str, Tensor]:
    """Weights whose top LSTM reads ``width`` sums of its inputs: those that lose least over ``inputs`` [N, wide].

    A singular value decomposition of what the weights make of the inputs, not of the weights alone.
    """
    made = dict(network.state_dict())
    if len(made["narrow.weight"]) == width:
        return made
    wide = inputs.double()
    spread = wide.T @ wide / len(wide)
    spread += 1e-5 * spread.diagonal().mean() * torch.eye(len(spread), dtype=torch.double)
    root = torch.linalg.cholesky(spread)
    names = ("lstm.weight_ih_l0", "lstm.weight_ih_l0_reverse")
    weights = (torch.cat([made[name] for name in names]) @ made["narrow.weight"]).double()
    left, strength, right = torch.linalg.svd(weights @ root, full_matrices=False)
    scale = strength[:width].sqrt()
    made["narrow.weight"] = (scale[:, None] * right[:width] @ torch.linalg.inv(root)).float()
    made.update(zip(names, (part.float() for part in (left[:, :width] * scale).chunk(2)), strict=True))
    return made
