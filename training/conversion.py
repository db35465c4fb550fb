"""Brings GSD 2.0 to the annotation of today, learned from the sentences that exist in both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from saksi.language.punctuation import by_rule
from training.treebanks import Sentence

_HYPHEN_ENDINGS = {"an", "nya", "lah", "kah"}


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


def attach_punctuation(sentence: Sentence) -> Sentence:
    """Re-attach punctuation as Universal Dependencies now asks."""
    marks = [i for i, pos in enumerate(sentence.upos) if pos == "PUNCT"]
    return replace(sentence, heads=tuple(by_rule(sentence.words, sentence.heads, marks)))


class Lexicon:
    """How the current treebanks tag a word, whatever its place."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._tags: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            for word, tag in zip(sentence.words, sentence.upos, strict=True):
                self._tags[word.lower()][tag] += 1

    def told(self, word: str) -> dict[str, str | float]:
        """Features: the commonest tag, and the share of each."""
        tags = self._tags.get(word.lower())
        if not tags:
            return {"lexicon": "?"}
        total = sum(tags.values())
        shares: dict[str, str | float] = {f"share {tag}": count / total for tag, count in tags.items()}
        return shares | {"lexicon": tags.most_common(1)[0][0]}


def _features(sentence: Sentence, i: int, lexicon: Lexicon) -> dict[str, str | float]:
    """What is known of a word in the old annotation."""
    words, upos, labels, heads = sentence.words, sentence.upos, sentence.labels, sentence.heads
    word, head = words[i].lower(), heads[i]
    children = [j for j in range(len(words)) if heads[j] == i and j != i]
    around = ["<", *(w.lower() for w in words), ">"]
    found: dict[str, str | float] = {
        "pos": upos[i],
        "label": labels[i],
        "both": f"{upos[i]} {labels[i]}",
        "word": word,
        "word label": f"{word} {labels[i]}",
        "word pos": f"{word} {upos[i]}",
        "head pos": upos[head],
        "head label": labels[head],
        "label, head pos": f"{labels[i]} {upos[head]}",
        "both, head pos": f"{upos[i]} {labels[i]} {upos[head]}",
        "grandparent": f"{labels[i]} {labels[head]} {upos[heads[head]]}",
        "head word": words[head].lower(),
        "head word label": f"{words[head].lower()} {labels[i]}",
        "side": f"{labels[i]} {'left' if i < head else 'right'} {min(abs(i - head), 4)}",
        "before": around[i],
        "after": around[i + 2],
        "tag before": upos[i - 1] if i else "<",
        "tag after": upos[i + 1] if i + 1 < len(words) else ">",
        "capital": f"{words[i][:1].isupper()} {words[head][:1].isupper()} {upos[i]} {labels[i]}",
        "front": word[:3],
        "end": word[-3:],
        "hyphen": "-" in word,
        "digit": any(letter.isdigit() for letter in word),
        "first of its kind": f"{labels[i]} {not any(heads[j] == head and labels[j] == labels[i] for j in range(i))}",
    }
    for j in children:
        found[f"has {labels[j]}"] = 1.0
        if labels[j] in ("case", "mark", "nsubj", "cop", "advmod", "det"):
            found[f"has {labels[j]} {words[j].lower()}"] = 1.0
    return found | lexicon.told(word)


class _Choice:
    """A multinomial regression over such features."""

    def __init__(self, rows: list[dict[str, str | float]], goals: list[str]) -> None:
        self._columns = DictVectorizer()
        self._model = LogisticRegression(C=2.0, max_iter=300)
        self._model.fit(self._columns.fit_transform(rows), goals)

    def __call__(self, rows: list[dict[str, str | float]]) -> list[str]:
        return [str(goal) for goal in self._model.predict(self._columns.transform(rows))]


class Converter:
    """Tags and labels of GSD 2.0 as the current release writes them, learned from sentences annotated both ways."""

    def __init__(
        self, old: Sequence[Sentence], new: Sequence[Sentence], lexicon: Lexicon, strength: float = 2.0
    ) -> None:
        self._lexicon = lexicon
        rows, labelled, tags, labels = [], [], [], []
        for before, after in zip(old, new, strict=True):
            if before.words != after.words:
                continue
            for i in range(len(before.words)):
                row = _features(before, i, lexicon)
                rows.append(row)
                tags.append(after.upos[i])
                if before.heads[i] == after.heads[i] and after.labels[i] != "root":
                    labelled.append(self._with_tags(row, after.upos[i], after.upos[after.heads[i]]))
                    labels.append(after.labels[i])
        self._tag, self._label = _Choice(rows, tags), _Choice(labelled, labels)

    @staticmethod
    def _with_tags(row: dict[str, str | float], tag: str, head: str) -> dict[str, str | float]:
        told = {"new tag": tag, "new tag, label": f"{tag} {row['label']}", "new tags": f"{tag} {row['label']} {head}"}
        return row | told

    def __call__(self, sentence: Sentence) -> Sentence:
        rows = [_features(sentence, i, self._lexicon) for i in range(len(sentence.words))]
        upos = self._tag(rows)
        told = self._label([self._with_tags(row, upos[i], upos[sentence.heads[i]]) for i, row in enumerate(rows)])
        labels = ["root" if sentence.heads[i] == i else label for i, label in enumerate(told)]
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
