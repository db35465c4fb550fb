"""The training loop: batches of trees and of named sentences in turn, and the score on the development sentences."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from saksi.language.trees import best_heads
from training import teaching
from training.acts import ActSentence
from training.batches import IGNORED, Batch, Batcher, Types, grouped
from training.entities import NamedSentence
from training.model import Network
from training.treebanks import Sentence

BATCH_WORDS = 800
RATE = 2e-3
WARMUP = 150
AVERAGE = 0.998  # decay of the running average of the weights, which is what ships
UNKNOWN_SHARE = 0.15
ACTS = 3.0
NAMES = 5.0  # most words are no names, so the mean loss of the tags is small beside that of the trees
PRETRAINED = 0.5  # what was pre-trained learns at this share of the rate


def _states(network: Network, types: Types, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    words = types.words[batch.types]
    if network.training:
        words = torch.where(torch.rand(len(words)) < UNKNOWN_SHARE, torch.ones_like(words), words)
    vectors = network.words(types.floret[batch.types], words, types.chars[batch.types])
    marker = network.markers(batch.marker)
    return network.encode(vectors[batch.words], marker, batch.lengths), vectors, marker


def _loss(scores: Tensor, targets: Tensor) -> Tensor:
    if not bool((targets != IGNORED).any()):
        return scores.sum() * 0
    return nn.functional.cross_entropy(scores.flatten(0, -2), targets.flatten(), ignore_index=IGNORED)


def tree_loss(network: Network, types: Types, batch: Batch) -> Tensor:
    states, vectors, marker = _states(network, types, batch)
    goal = batch.targets
    heads = goal["heads"]
    loss = _loss(network.upos(states), goal["upos"]) + _loss(network.feats(states), goal["feats"]) * 0.5
    loss = loss + _loss(network.masked_arcs(states, batch.lengths), heads)
    loss = loss + _loss(network.label_scores(states, heads.clamp(min=0)), goal["labels"])
    chosen = goal["lemmas"] != IGNORED
    if bool(chosen.any()):
        row = chosen.nonzero()[:, 0]
        scores = network.lemmas(vectors[batch.words[chosen]], goal["upos"][chosen], marker[row])
        loss = loss + _loss(scores, goal["lemmas"][chosen])
    return loss


def entity_loss(network: Network, types: Types, batch: Batch) -> Tensor:
    states, _, _ = _states(network, types, batch)
    return NAMES * _loss(network.entities(states, batch.targets["style"]), batch.targets["tags"])


def taught_loss(network: Network, types: Types, teacher: Network, batch: Batch, style: Tensor) -> Tensor:
    with torch.no_grad():
        told, _, _ = _states(teacher, types, batch)
    states, _, _ = _states(network, types, batch)
    acts = ACTS * _loss(network.acts(states), batch.targets["acts"])
    return acts + teaching.loss(network, states, teacher, told, batch, style, NAMES)


@torch.no_grad()
def joined_inputs(network: Network, types: Types, batcher: Batcher, sentences: Sequence[Sentence]) -> Tensor:
    """[words, wide]: what the network's upper part is given of these sentences."""
    network.eval()
    found = []
    for start in range(0, len(sentences), 32):
        batch = batcher.trees(sentences[start : start + 32], random.Random(0))
        vectors = network.words(types.floret[batch.types], types.words[batch.types], types.chars[batch.types])
        joined = network.joined(vectors[batch.words], network.markers(batch.marker), batch.lengths)
        found.extend(row[:length] for row, length in zip(joined, batch.lengths.tolist(), strict=True))
    return torch.cat(found)


@torch.no_grad()
def tree_scores(network: Network, types: Types, batcher: Batcher, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Tag, head, labelled head and lemma-script accuracy, each sentence with its treebank's marker."""
    network.eval()
    total = tags = heads_right = labelled = lemma_right = lemma_total = 0
    for start in range(0, len(sentences), 32):
        batch = batcher.trees(sentences[start : start + 32], None)
        states, vectors, marker = _states(network, types, batch)
        arcs = network.masked_arcs(states, batch.lengths).numpy()
        size = arcs.shape[1]
        upos = network.upos(states).argmax(-1)
        for i, length in enumerate(batch.lengths.tolist()):
            scores = arcs[i, :length][:, [*range(length), size]]
            found = torch.from_numpy(best_heads(scores))
            found = torch.where(found == length, size, found)
            labels = network.label_scores(states[i : i + 1, :length].contiguous(), _shift(found, length, size)[None])
            right = found == batch.targets["heads"][i, :length]
            total += length
            tags += int((upos[i, :length] == batch.targets["upos"][i, :length]).sum())
            heads_right += int(right.sum())
            same = labels[0].argmax(-1) == batch.targets["labels"][i, :length]
            labelled += int((right & same).sum())
            goal = batch.targets["lemmas"][i, :length]
            told = network.lemmas(vectors[batch.words[i, :length]], upos[i, :length], marker[i].expand(length, -1))
            lemma_total += int((goal != IGNORED).sum())
            lemma_right += int((told.argmax(-1) == goal).sum())
    return {
        "upos": tags / total,
        "uas": heads_right / total,
        "las_full": labelled / total,
        "script": lemma_right / max(lemma_total, 1),
    }


def _shift(heads: Tensor, length: int, size: int) -> Tensor:
    """The root's number in a sentence cut to its length."""
    return torch.where(heads == size, length, heads)


@torch.no_grad()
def entity_scores(network: Network, types: Types, batcher: Batcher, sentences: Sequence[NamedSentence]) -> float:
    """Span F1, exact borders and label."""
    network.eval()
    found = wanted = both = 0
    for start in range(0, len(sentences), 64):
        part = sentences[start : start + 64]
        batch = batcher.named(part)
        states, _, _ = _states(network, types, batch)
        told = network.entities(states, batch.targets["style"]).argmax(-1)
        for i, sentence in enumerate(part):
            a = _spans(told[i, : len(sentence.words)].tolist())
            b = _spans(batch.targets["tags"][i, : len(sentence.words)].tolist())
            found, wanted, both = found + len(a), wanted + len(b), both + len(a & b)
    return 2 * both / max(found + wanted, 1)


def _spans(tags: list[int]) -> set[tuple[int, int, int]]:
    """(start, end, kind) of numbered BIO tags: 0 is O, odd begins, even goes on."""
    spans, start, kind = set(), -1, 0
    for i, tag in enumerate([*tags, 0]):
        inside = tag > 0 and tag % 2 == 0 and kind == (tag + 1) // 2
        if kind and not inside:
            spans.add((start, i, kind))
            kind = 0
        if tag > 0 and not inside:
            start, kind = i, (tag + 1) // 2
    return spans


def _running_average(average: Tensor, current: Tensor, seen: Tensor | int) -> Tensor:
    """Exponential, but plain at first, so that the untrained weights soon count for nothing."""
    number = float(seen)
    return average + (current - average) * max(1 - AVERAGE, 9 / (10 + number))


def train(
    network: Network,
    types: Types,
    batcher: Batcher,
    trees: Sequence[Sentence],
    named: Sequence[NamedSentence],
    epochs: int,
    rate: float,
    seed: int,
    report: Callable[[Network, int], None],
    teacher: Network | None = None,
    raw: Sequence[ActSentence] = (),
) -> Network:
    """Train in place for ``epochs``; returns the averaged weights. ``report`` sees them after each epoch.

    With a ``teacher``, its reading of ``raw`` sentences, a part of them each epoch, is learned beside the trees.
    """
    order = random.Random(seed)
    tree_lengths, named_lengths = [len(s.words) for s in trees], [len(s.words) for s in named]
    steps = sum(1 for _ in grouped(tree_lengths, BATCH_WORDS, random.Random(seed))) * epochs
    told = [*network.words.parameters(), *network.language.parameters()]
    known = {id(weight) for weight in told}
    fresh = [weight for weight in network.parameters() if id(weight) not in known]
    groups = [{"params": told, "lr": rate * PRETRAINED}, {"params": fresh, "lr": rate}]
    optimiser = torch.optim.Adam(groups, betas=(0.9, 0.95), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARMUP) * max(0.02, 1 - step / steps)
    )
    averaged = torch.optim.swa_utils.AveragedModel(network, avg_fn=_running_average)
    step, started = 0, time.time()
    for epoch in range(epochs):
        tree_groups = list(grouped(tree_lengths, BATCH_WORDS, order))
        named_groups = list(grouped(named_lengths, BATCH_WORDS, order))
        share = len(named_groups) / len(tree_groups)
        lessons = iter(teaching.batches(batcher, raw[epoch::epochs], BATCH_WORDS, order)) if teacher else iter(())
        network.train()
        used, lost = 0, 0.0
        for i, group in enumerate(tree_groups):
            loss = tree_loss(network, types, batcher.trees([trees[j] for j in group], order))
            while used < (i + 1) * share and used < len(named_groups):
                loss = loss + entity_loss(network, types, batcher.named([named[j] for j in named_groups[used]]))
                used += 1
            lesson = next(lessons, None)
            if teacher and lesson:
                loss = loss + taught_loss(network, types, teacher, *lesson)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            step += 1
            averaged.update_parameters(network)
            lost += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {lost / len(tree_groups):.3f}, {time.time() - started:.0f} s", flush=True)
        if isinstance(averaged.module, Network):
            report(averaged.module, epoch + 1)
    module = averaged.module
    assert isinstance(module, Network)
    return module
