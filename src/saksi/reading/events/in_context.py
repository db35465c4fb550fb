"""What the words of an act, and of who may take part in it, are like in their context: one more sign each.

Two small networks read the encoder's vectors, in which a word is what its sentence makes of it. One looks at the words
of an act and at their sentence, and tells how far they are like those of acts that people marked; the other
looks at an act and a party's nearest mention. Each gives one number, the logarithm of odds, that is weighed beside the
signs that can be read. The weights are learned by ``training/in_context.py``, from other articles than those on which
the weight of the sign itself is learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p
from typing import cast

import numpy as np
import numpy.typing as npt

from saksi.reading.context import Context
from saksi.reading.events.draft import Draft
from saksi.reading.events.fillers import Filler

Floats = npt.NDArray[np.float32]

SIGN = "its words in context"
_MOST = 6.0  # no network is surer than this
_SCALES = {"mentions here": 3.0, "mentions": 5.0, "sentences": 4.0}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one side of an act: the act [2 * width], its fillers [fillers, 2 * width] and how they stand."""

    act: Floats
    fillers: Floats
    stands: Floats


class Views:
    """The encoder's vectors of one article as the networks look at them; ``width`` numbers a word."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._words = cast(Floats, ctx.doc.tensor)
        self._sentences: dict[int, Floats] = {}

    def _sentence(self, number: int) -> Floats:
        if number not in self._sentences:
            sentence = self._ctx.sentences[number]
            self._sentences[number] = self._words[sentence.start : sentence.end].mean(0)
        return self._sentences[number]

    def act(self, draft: Draft) -> Floats:
        """[3 * width]: the head of the words that tell the act, these words, their sentence."""
        cand = draft.candidate
        told = self._words[cand.start : cand.end].mean(0)
        return np.concatenate([self._words[cand.head], told, self._sentence(draft.sentence)])

    def side(self, draft: Draft, fillers: Sequence[Filler]) -> Seen:
        """The act and the nearest mention of each of ``fillers``; zeros where one is not named around."""
        head, sentence = draft.candidate.head, self._ctx.sentences[draft.sentence]
        act = np.concatenate([self._words[head], self._sentence(draft.sentence)])
        seen = np.zeros((len(fillers), 2 * self._words.shape[1]), dtype=np.float32)
        stands = np.zeros((len(fillers), 9), dtype=np.float32)
        for row, filler in enumerate(fillers):
            here = [m for m in filler.mentions if sentence.start <= m.head < sentence.end]
            nearest = min(here or filler.mentions, key=lambda m: abs(m.head - head), default=None)
            stands[row, :3] = filler.nobody, filler.read, bool(here)
            if nearest is None:
                continue
            seen[row] = np.concatenate([self._words[nearest.head], self._words[max(nearest.start - 1, 0)]])
            if here:
                away = nearest.head - head
                stands[row, 3:6] = away < 0, away > 0, log1p(abs(away))
            else:
                apart = self._ctx.sentence_at(nearest.span[0]).number - draft.sentence
                stands[row, 8] = apart / _SCALES["sentences"]
            stands[row, 6] = len(here) / _SCALES["mentions here"]
            stands[row, 7] = len(filler.mentions) / _SCALES["mentions"]
        return Seen(act, seen, stands)


class Network:
    """Learned weights, some of them by the type of an act."""

    def __init__(self, arrays: dict[str, Floats], types: Sequence[str]) -> None:
        self.of = arrays
        self._types = {name: number for number, name in enumerate(types)}

    def typed(self, name: str, kind: str) -> Floats:
        """The row of ``name`` for acts of PLOVER type ``kind``; zeros for a type of a user's own."""
        table, number = self.of[name], self._types.get(kind)
        return np.zeros_like(table[0]) if number is None else table[number]


def act_value(network: Network, view: Floats, kind: str) -> float:
    """The logarithm of the odds that an act of this type is told where ``view`` [3 * width] was taken."""
    of = network.of
    inside = np.maximum(view @ of["in"] + of["bias"] + network.typed("type", kind), 0.0)
    return _held(float(inside @ of["out"]) + float(network.typed("prior", kind)))


def filler_values(network: Network, seen: Seen, kind: str) -> list[float]:
    """How much each filler is like one that plays the network's side in an act of this type; 0 is as all are."""
    of = network.of
    act = seen.act @ of["act"] + of["bias"] + network.typed("type", kind)
    named = np.any(seen.fillers, axis=1, keepdims=True)
    party = (seen.fillers @ of["filler"] + of["filler.bias"]) * named + seen.stands @ of["stands"]
    both = np.concatenate([np.maximum(act + party, 0.0), np.tanh(act) * np.tanh(party)], 1)
    sums = np.maximum(both @ of["both"] + of["both.bias"], 0.0) @ of["out"]
    return [_held(float(one)) for one in sums - sums.mean()]


def _held(value: float) -> float:
    return round(min(max(value, -_MOST), _MOST), 3)


@cache
def network(name: str) -> Network:
    """The network in ``reading/data/<name>.npz`` (``acts``, or ``actor`` or ``recipient``), read once a process."""
    with (files("saksi.reading") / "data" / f"{name}.npz").open("rb") as file, np.load(file) as kept:
        arrays = {key: kept[key].astype(np.float32) for key in kept.files if key != "types"}
        return Network(arrays, kept["types"].tolist())
