"""Reads the treebanks as gold sentences with merged clitics and brings GSD 2.0 to the current annotation."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.training.converters import conllu_to_docs

MARKERS = ("gsd", "csui", "pud")
_OPENING = {"(": ")", "[": "]", "“": "”", "‘": "’"}
_HYPHEN_ENDINGS = {"an", "nya", "lah", "kah"}
_QUOTES = {'"', "'"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tree. ``heads`` count from 0 and the root is its own head; a value of ``None`` is not annotated."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...] | None
    lemmas: tuple[str, ...] | None
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    marker: str


def read(path: Path, marker: str, keep: Iterable[str] | None = None, drop: Iterable[str] = ()) -> list[Sentence]:
    """The sentences of a CoNLL-U file, by ``sent_id`` where ``keep`` or ``drop`` name some."""
    kept, dropped = (None if keep is None else set(keep)), set(drop)
    blocks = []
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        name = next((line.split("= ")[1] for line in block.split("\n") if line.startswith("# sent_id")), "")
        if name not in dropped and (kept is None or name in kept):
            blocks.append(block)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        docs = list(conllu_to_docs("\n\n".join(blocks) + "\n\n", n_sents=1, merge_subtokens=True, no_print=True))
    found = []
    for doc in docs:
        lemmas = tuple(token.lemma_ for token in doc)
        annotated = any(lemma not in ("", "_") for lemma in lemmas)
        found.append(
            Sentence(
                words=tuple(token.text for token in doc),
                upos=tuple(token.pos_ for token in doc),
                feats=tuple(str(token.morph) for token in doc) if annotated else None,
                lemmas=lemmas if annotated else None,
                heads=tuple(token.head.i for token in doc),
                labels=tuple("root" if token.head.i == token.i else token.dep_.lower() for token in doc),
                marker=marker,
            )
        )
    return found


def join_hyphens(sentence: Sentence) -> Sentence:
    """Join what the 2.0 release cut at a hyphen (``orang - orang``, ``ke - 5``); the outer word's annotation stays."""
    group = list(range(len(sentence.words)))
    for i in range(1, len(group) - 1):
        left, right = sentence.words[i - 1].lower(), sentence.words[i + 1].lower()
        plural = sentence.labels[i + 1] == "compound:plur" or (len(left) > 2 and left[:3] == right[:3])
        ordinal = (left == "ke" and right[0].isdigit()) or right in _HYPHEN_ENDINGS
        if sentence.words[i] == "-" and (plural or ordinal):
            group[i] = group[i + 1] = group[i - 1]
    members: dict[int, list[int]] = defaultdict(list)
    for i, first in enumerate(group):
        members[first].append(i)
    number = {first: new for new, first in enumerate(members)}
    outer = []
    for inside in members.values():
        outside = [i for i in inside if sentence.heads[i] not in inside or sentence.heads[i] == i]
        outer.append(next((i for i in outside if sentence.words[i] != "-"), inside[0]))
    heads = tuple(new if sentence.heads[i] == i else number[group[sentence.heads[i]]] for new, i in enumerate(outer))
    return replace(
        sentence,
        words=tuple("".join(sentence.words[i] for i in inside) for inside in members.values()),
        upos=tuple(sentence.upos[i] for i in outer),
        heads=heads,
        labels=tuple(sentence.labels[i] for i in outer),
    )


def _top(node: int, punct: int, heads: Sequence[int]) -> int:
    """The highest ancestor of ``node`` on the same side of ``punct``."""
    left, steps = node < punct, 0
    while heads[node] != node and (heads[node] < punct) == left and heads[node] != punct and steps < len(heads):
        node, steps = heads[node], steps + 1
    return node


def _pairs(words: Sequence[str]) -> dict[int, int]:
    """Brackets and quotes that belong together, each position to its partner."""
    partner: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for i, word in enumerate(words):
        if stack and word == stack[-1][0]:
            j = stack.pop()[1]
            partner[i], partner[j] = j, i
        elif word in _OPENING:
            stack.append((_OPENING[word], i))
        elif word in _QUOTES:
            stack.append((word, i))
    return partner


def attach_punctuation(sentence: Sentence) -> Sentence:
    """Re-attach punctuation as Universal Dependencies now asks: to the unit it sets off, at its top."""
    heads = list(sentence.heads)
    marks = [i for i, pos in enumerate(sentence.upos) if pos == "PUNCT" and heads[i] != i]
    words = [i for i in range(len(heads)) if i not in set(marks)]
    if not words:
        return sentence
    partner = _pairs(sentence.words)
    for i in marks:
        if i in partner:
            low, high = sorted((i, partner[i]))
            inside = [j for j in words if low < j < high]
            tops = [j for j in inside if not low < heads[j] < high or heads[j] == j]
            if tops:
                heads[i] = tops[0]
                continue
        left = max((j for j in words if j < i), default=None)
        right = min((j for j in words if j > i), default=None)
        if left is None or right is None:
            heads[i] = _top(words[0] if left is None else left, i, heads)
            continue
        a, b = _top(left, i, heads), _top(right, i, heads)
        heads[i] = a if heads[a] > i else b
    return replace(sentence, heads=tuple(heads))


def _features(sentence: Sentence, i: int) -> list[tuple[object, ...]]:
    """Keys for what a word's tag and label became, most specific first."""
    word, pos, label = sentence.words[i].lower(), sentence.upos[i], sentence.labels[i]
    head = sentence.heads[i]
    head_pos = sentence.upos[head]
    yang = any(sentence.heads[j] == i and sentence.words[j].lower() == "yang" for j in range(len(sentence.words)))
    first = not any(sentence.heads[j] == head and sentence.labels[j] == label for j in range(head + 1, i))
    capital = (sentence.words[i][:1].isupper(), sentence.words[head][:1].isupper())
    return [
        ("form", word, pos, label, head_pos),
        ("form", word, pos, label),
        ("full", pos, label, head_pos, yang, first, capital),
        ("full", pos, label, head_pos, yang),
        ("full", pos, label),
    ]


class Converter:
    """Tags and labels of GSD 2.0 as the current release writes them, learned from sentences annotated both ways."""

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence], least: int = 3) -> None:
        self._least = least
        self._seen: dict[tuple[object, ...], Counter[tuple[str, str]]] = defaultdict(Counter)
        for before, after in zip(old, new, strict=True):
            if before.words != after.words:
                continue
            for i in range(len(before.words)):
                same = before.heads[i] == after.heads[i]
                if same:
                    for key in _features(before, i):
                        self._seen[key][after.upos[i], after.labels[i]] += 1

    def __call__(self, sentence: Sentence) -> Sentence:
        upos, labels = list(sentence.upos), list(sentence.labels)
        for i in range(len(upos)):
            if labels[i] == "root":
                continue
            for key in _features(sentence, i):
                seen = self._seen.get(key)
                if seen and sum(seen.values()) >= self._least:
                    upos[i], labels[i] = seen.most_common(1)[0][0]
                    break
        labels = [
            "root" if head == i else label for i, (head, label) in enumerate(zip(sentence.heads, labels, strict=True))
        ]
        return attach_punctuation(replace(sentence, upos=tuple(upos), labels=tuple(labels)))


def agreement(found: Sequence[Sentence], wanted: Sequence[Sentence]) -> dict[str, float]:
    """Share of words whose tag, head and labelled head agree, subtypes cut."""
    total = tags = heads = labelled = 0
    for a, b in zip(found, wanted, strict=True):
        if a.words != b.words:
            continue
        for i in range(len(a.words)):
            same = a.heads[i] == b.heads[i]
            total += 1
            tags += a.upos[i] == b.upos[i]
            heads += same
            labelled += same and a.labels[i].split(":")[0] == b.labels[i].split(":")[0]
    return {"words": total, "upos": tags / total, "heads": heads / total, "labelled": labelled / total}
