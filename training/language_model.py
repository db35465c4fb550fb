"""Pre-training on raw text: each word is foretold from those before it and, apart, from those after it (Peters 2018).

The softmax runs over the words of the batch and a random sample of the others, each score lowered by the logarithm of
its chance to be there (Bengio & Senecal 2008).
"""

from __future__ import annotations

import gzip
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.batches import Types, grouped
from training.model import Network

_TOKEN = re.compile(r"https?://\S+|\d+(?:[.,:/]\d+)*|[^\W\d_]\w*(?:[-'’]\w+)*|\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_ENDS, _CLOSERS = frozenset(".!?"), frozenset("\"'”’)")
LONGEST, SHORTEST = 60, 4
BATCH_WORDS = 2400
RATE = 2e-3
WARMUP = 200
SAMPLE = 1500
FORETOLD = 20_000  # the most frequent words as written are told apart; rarer ones only by their shape
OUTPUT = 128
PARTS = ("words", "language")  # what is pre-trained of the network


def sentences(raw: Path) -> Iterator[tuple[str, ...]]:
    """The sentences of a gzipped text, a paragraph a line, roughly cut; very short ones are left out."""
    with gzip.open(raw, "rt", encoding="utf8") as lines:
        for line in lines:
            words: list[str] = []
            for word in _TOKEN.findall(line):
                ended = len(words) > SHORTEST and (words[-1] in _ENDS or (words[-2] in _ENDS and words[-1] in _CLOSERS))
                if (ended and word[0].isupper()) or len(words) == LONGEST:
                    yield tuple(words)
                    words = []
                words.append(word)
            if len(words) >= SHORTEST:
                yield tuple(words)


def shape(word: str) -> str:
    """What stands for a rare word: whether it is a figure, and how it is written."""
    if any(letter.isdigit() for letter in word):
        return "<figure>"
    if word.isupper():
        return "<CAPITALS>"
    return "<Name>" if word[:1].isupper() else "<word>"


class Foretelling(nn.Module):
    """The words to foretell, with their output vectors; ``told`` gives each word type its number."""

    def __init__(self, counts: Counter[str], types: Types, hidden: int) -> None:
        super().__init__()
        written: Counter[str] = Counter()
        for word, count in counts.items():
            written[_DIGIT.sub("0", word)] += count
        names = [word for word, _ in written.most_common(FORETOLD)]
        number = {word: i for i, word in enumerate(names)}
        for rare in ("<figure>", "<CAPITALS>", "<Name>", "<word>"):
            number[rare] = len(number)
        self.told = torch.tensor(
            [number.get(_DIGIT.sub("0", word), number[shape(word)]) for word in types.types], dtype=torch.long
        )
        chance = np.zeros(len(number))
        for i, word in enumerate(types.types):
            chance[self.told[i]] += counts.get(word, 0)
        self.chance = torch.from_numpy(chance / chance.sum())
        self.drawn = self.chance**0.75 / (self.chance**0.75).sum()
        self.left, self.right = nn.Linear(hidden, OUTPUT), nn.Linear(hidden, OUTPUT)
        self.output = nn.Embedding(len(number), OUTPUT)
        nn.init.normal_(self.output.weight, std=0.05)
        self.bias = nn.Parameter(self.chance.clamp(min=1e-8).log().float())

    def candidates(self, goals: Tensor, words: int) -> tuple[Tensor, Tensor]:
        """Numbers of the words that compete for ``goals``, out of a batch of ``words``, and each one's log chance."""
        sample = torch.multinomial(self.drawn, SAMPLE, replacement=True)
        chosen = torch.unique(torch.cat([goals, sample]))
        missed = torch.log1p(-self.chance[chosen]) * words + torch.log1p(-self.drawn[chosen]) * SAMPLE
        return chosen, torch.log(-torch.expm1(missed)).float()


def loss(network: Network, head: Foretelling, types: Types, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """Mean cross entropy of both ways; ``batch``: word types, [B, T] places among them, [B] lengths."""
    unique, inverse, lengths = batch
    words = types.words[unique]
    words = torch.where(torch.rand(len(words)) < 0.2, torch.ones_like(words), words)
    vectors = network.words(types.floret[unique], words, types.chars[unique])[inverse]
    left, right = network.language(vectors, lengths)
    goals = head.told[unique][inverse]
    inside = torch.arange(1, goals.shape[1])[None] < lengths[:, None]
    before, after = goals[:, :-1][inside], goals[:, 1:][inside]
    chosen, chance = head.candidates(torch.cat([after, before]), int(lengths.sum()))
    vectors_out = head.output(chosen)
    bias = head.bias[chosen] - chance
    total = left.new_zeros(())
    for states, project, goal in ((left[:, :-1][inside], head.left, after), (right[:, 1:][inside], head.right, before)):
        scores = nn.functional.linear(project(network.drop_language(states)), vectors_out, bias)
        total = total + nn.functional.cross_entropy(scores, torch.searchsorted(chosen, goal))
    return total / 2


def pretrain(
    network: Network, types: Types, texts: Sequence[tuple[str, ...]], seed: int, limit: float, folder: Path
) -> None:
    """One pass over ``texts``, in place; ``limit`` is the share of the pass that is made."""
    counts = Counter(word for words in texts for word in words)
    head = Foretelling(counts, types, network.shape.hidden)
    order = random.Random(seed)
    rows = [np.array([types.number[word] for word in words], dtype=np.int64) for words in texts]
    groups = list(grouped([len(row) for row in rows], BATCH_WORDS, order))
    groups = groups[: int(len(groups) * limit)]
    trained = [*network.words.parameters(), *network.language.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam(trained, lr=RATE, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARMUP) * max(0.03, 1 - step / len(groups))
    )
    network.train()
    started, lost, seen = time.time(), 0.0, 0
    for step, group in enumerate(groups):
        lengths = torch.tensor([len(rows[i]) for i in group])
        padded = torch.full((len(group), int(lengths.max())), -1)
        for place, i in enumerate(group):
            padded[place, : len(rows[i])] = torch.from_numpy(rows[i])
        unique, inverse = torch.unique(padded.clamp(min=0), return_inverse=True)
        cost = loss(network, head, types, (unique, inverse, lengths))
        optimiser.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        schedule.step()
        lost, seen = lost + float(cost.detach()), seen + int(lengths.sum())
        if step % 200 == 199:
            speed = seen / (time.time() - started)
            print(f"pre-training {step + 1}/{len(groups)}: loss {lost / 200:.3f}, {speed:.0f} words/s", flush=True)
            lost = 0.0
        if step % 1000 == 999:
            _keep(network, folder / "language.pt")
    _keep(network, folder / "language.pt")


def _keep(network: Network, path: Path) -> None:
    torch.save({part: getattr(network, part).state_dict() for part in PARTS}, path)


def restore(network: Network, path: Path) -> None:
    """Load what an earlier pre-training wrote, in place."""
    told = torch.load(path, weights_only=True)
    for part in PARTS:
        getattr(network, part).load_state_dict(told[part])
