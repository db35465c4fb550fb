"""Learns the networks of ``reading/events/in_context.py``: small ones, in PyTorch, over the encoder's vectors.

What a network says of an article is weighed beside other signs, so the weighing must see what it says of articles
that it has not learned from: ``crossed_acts`` and ``crossed_sides`` give that, by folds with articles kept whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from saksi.reading.events.in_context import Network, Seen
from training.gold import folds

DATA = Path(__file__).parents[1] / "src" / "saksi" / "reading" / "data"
HIDDEN = 64
DROP, DROP_IN = 0.5, 0.3
EPOCHS, RATE, DECAY = 8, 1e-3, 0.1
ACTS, SIDES = 128, 32  # a batch
FOLDS = 5

Floats = npt.NDArray[np.float32]
Arrays = dict[str, Floats]


@dataclass(slots=True)
class Side:
    """One side of an act with its fillers as they are seen, and how right each is (0 to 1)."""

    kind: str
    seen: Seen
    right: list[float]


def cast(seen: Seen, kind: type[np.floating[Any]]) -> Seen:
    """The same in another precision: many are kept in half of it."""
    return Seen(seen.act.astype(kind), seen.fillers.astype(kind), seen.stands.astype(kind))


def network(arrays: Arrays) -> Network:
    """What was learned, as the reader uses it."""
    return Network(arrays, arrays["types"].tolist())


class _Acts(nn.Module):
    def __init__(self, width: int, types: int) -> None:
        super().__init__()
        self.inside, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)
        self.by_type, self.prior = nn.Embedding(types, HIDDEN), nn.Embedding(types, 1)
        self.drop, self.drop_in = nn.Dropout(DROP), nn.Dropout(DROP_IN)
        nn.init.normal_(self.by_type.weight, std=0.1)
        nn.init.zeros_(self.prior.weight)

    def forward(self, views: Tensor, kinds: Tensor) -> Tensor:
        inside = (self.inside(self.drop_in(views)) + self.by_type(kinds)).relu()
        return (self.out(self.drop(inside)) + self.prior(kinds)).squeeze(-1)


class _Sides(nn.Module):
    def __init__(self, act: int, filler: int, stands: int, types: int) -> None:
        super().__init__()
        self.act, self.filler = nn.Linear(act, HIDDEN), nn.Linear(filler, HIDDEN)
        self.stands, self.by_type = nn.Linear(stands, HIDDEN, bias=False), nn.Embedding(types, HIDDEN)
        self.both, self.out = nn.Linear(2 * HIDDEN, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)
        self.drop, self.drop_in = nn.Dropout(DROP), nn.Dropout(DROP_IN)
        nn.init.normal_(self.by_type.weight, std=0.1)

    def forward(self, acts: Tensor, fillers: Tensor, named: Tensor, stands: Tensor, kinds: Tensor) -> Tensor:
        act = self.act(self.drop_in(acts)) + self.by_type(kinds)
        party = self.filler(self.drop_in(fillers)) * named + self.stands(stands)
        both = torch.cat([(act + party).relu(), act.tanh() * party.tanh()], 1)
        return self.out(self.drop(self.both(self.drop(both)).relu())).squeeze(-1)


def _train(network: nn.Module, count: int, batch: int, seed: int, loss: Callable[[list[int]], Tensor]) -> None:
    """Descend ``loss`` over batches of the numbers below ``count``."""
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS * (count // batch + 1))
    order = torch.Generator().manual_seed(seed)
    network.train()
    for _ in range(EPOCHS):
        for part in torch.randperm(count, generator=order).split(batch):
            optimiser.zero_grad()
            loss(part.tolist()).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    network.eval()


def _spread(rows: Floats) -> tuple[Floats, Floats]:
    return rows.mean(0), rows.std(0) + np.float32(1e-3)


def _plain(layer: nn.Linear, mean: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Weights [in, out] and bias that take what is not yet centred and scaled."""
    weight = layer.weight.detach().numpy().T / spread[:, None]
    return weight, layer.bias.detach().numpy() - mean @ weight


def learn_acts(views: Floats, kinds: Sequence[str], right: npt.NDArray[np.bool_], seed: int = 0) -> Arrays:
    """The weights of one network from ``views`` [drafts, 3 * width] of drafts of these types."""
    torch.manual_seed(seed)
    types = sorted(set(kinds))
    number = torch.tensor([types.index(kind) for kind in kinds])
    mean, spread = _spread(views.astype(np.float32))
    goals = torch.tensor(right, dtype=torch.float32)
    network = _Acts(views.shape[1], len(types))

    def loss(part: list[int]) -> Tensor:
        rows = torch.from_numpy((views[part].astype(np.float32) - mean) / spread)
        return nn.functional.binary_cross_entropy_with_logits(network(rows, number[part]), goals[part])

    _train(network, len(views), ACTS, seed, loss)
    weight, bias = _plain(network.inside, mean, spread)
    out = network.out.weight.detach().numpy()[0]
    prior = network.prior.weight.detach().numpy()[:, 0]
    table = network.by_type.weight.detach().numpy()
    return {"in": weight, "bias": bias, "type": table, "out": out, "prior": prior, "types": np.array(types)}


def learn_sides(sides: Sequence[Side], seed: int = 0) -> Arrays:
    """The weights of one network from sides of acts; any right filler of a side will do."""
    torch.manual_seed(seed)
    types = sorted({side.kind for side in sides})
    sides = [side for side in sides if max(side.right) > 0]
    kinds = [types.index(side.kind) for side in sides]
    act_mean, act_spread = _spread(np.array([side.seen.act for side in sides], dtype=np.float32))
    every = np.concatenate([side.seen.fillers[side.seen.fillers.any(1)] for side in sides]).astype(np.float32)
    mean, spread = _spread(every)
    del every
    first = sides[0].seen
    network = _Sides(len(first.act), first.fillers.shape[1], first.stands.shape[1], len(types))

    def loss(part: list[int]) -> Tensor:
        chosen = [sides[n] for n in part]
        sizes = [len(side.right) for side in chosen]
        owner = torch.repeat_interleave(torch.arange(len(part)), torch.tensor(sizes))
        fillers = np.concatenate([side.seen.fillers for side in chosen]).astype(np.float32)
        named = fillers.any(1)[:, None]
        acts = np.array([side.seen.act for side in chosen], dtype=np.float32)
        sums = network(
            torch.from_numpy((acts - act_mean) / act_spread)[owner],
            torch.from_numpy(np.where(named, (fillers - mean) / spread, 0).astype(np.float32)),
            torch.from_numpy(named),
            torch.from_numpy(np.concatenate([side.seen.stands for side in chosen]).astype(np.float32)),
            torch.tensor([kinds[n] for n in part])[owner],
        )
        good = torch.tensor([r == max(side.right) for side in chosen for r in side.right])
        least = torch.full((len(part),), -1e9)
        all_ = sums - least.scatter_reduce(0, owner, sums.detach(), "amax")[owner]
        raised = all_.exp()
        whole = torch.zeros(len(part)).index_add(0, owner, raised)
        won = torch.zeros(len(part)).index_add(0, owner, raised * good)
        return (whole.log() - (won + 1e-9).log()).mean()

    _train(network, len(sides), SIDES, seed, loss)
    act, bias = _plain(network.act, act_mean, act_spread)
    filler, filler_bias = _plain(network.filler, mean, spread)
    return {
        "act": act, "bias": bias, "filler": filler, "filler.bias": filler_bias,
        "stands": network.stands.weight.detach().numpy().T, "type": network.by_type.weight.detach().numpy(),
        "both": network.both.weight.detach().numpy().T, "both.bias": network.both.bias.detach().numpy(),
        "out": network.out.weight.detach().numpy()[0], "types": np.array(types),
    }  # fmt: skip


def crossed(articles: Sequence[str], learn: Callable[[list[int]], Arrays], tell: Callable[[Arrays, int], None]) -> None:
    """``tell`` each number by what was ``learn``ed from the numbers of the articles of other folds."""
    fold = folds(set(articles), FOLDS, 0)
    for n in range(FOLDS):
        known = learn([i for i, article in enumerate(articles) if fold[article] != n])
        for i, article in enumerate(articles):
            if fold[article] == n:
                tell(known, i)


def write(name: str, arrays: Arrays) -> None:
    """Put a network into the package, in half precision."""
    kept = {key: array if key == "types" else array.astype(np.float16) for key, array in arrays.items()}
    np.savez_compressed(DATA / f"{name}.npz", **kept)
    print(f"{sum(array.nbytes for array in kept.values()) // 1024} kB of {name} written")
