"""The cue lexicon: which words report what someone says, and what they need beside them to do so.

The words are data (``data/cues.yaml``); ``-nya`` forms of tags are derived here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

CueKind = Literal["tag", "verb", "passive", "according", "carrier", "document"]
CueNeed = Literal["sure", "unsure", "report", "clause", "act", "quoted", "anonymous", "agent", "by", "any"]

_DATA = Path(__file__).parent / "data" / "cues.yaml"
_VOWELS = frozenset("aiueo")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting form: what kind of word it is, what it needs, and whether "-nya" in it stands for the speaker."""

    words: tuple[str, ...]
    kind: CueKind
    need: CueNeed
    clitic: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``single``: cues of one word by that word; ``longer``: cues of several words by the first; ``links`` may stand
    between a carrier cue and the outlet's name; ``documents`` are nouns for things said, ``carriers`` carrier cues."""

    single: dict[str, Cue]
    longer: dict[str, tuple[Cue, ...]]
    links: frozenset[str]
    documents: frozenset[str]
    carriers: frozenset[str]
    words: dict[str, frozenset[str]]

    @property
    def forms(self) -> int:
        """How many cue forms are known."""
        return len(self.single) + sum(len(v) for v in self.longer.values())


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    with _DATA.open(encoding="utf-8") as handle:
        return build(yaml.load(handle, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


def build(raw: dict[str, Any]) -> Lexicon:
    """A lexicon from the parsed YAML; a form listed twice keeps its first entry."""
    cues: list[Cue] = []
    for need, words in raw["tag"].items():
        for word in words:
            cues.append(Cue((word,), "tag", need, word.endswith("nya")))
            if not word.endswith("nya"):
                cues.append(Cue((word + "nya",), "tag", need, True))
    for kind in ("verb", "passive"):
        for need, words in raw[kind].items():
            cues += [Cue(tuple(w.split()), kind, need, w.endswith("nya")) for w in words]
    # A passive with "-nya" always names its speaker by that ending: disebutnya, disampaikannya.
    for words in raw["passive"].values():
        cues += [Cue((w + "nya",), "passive", "agent", True) for w in words if not w.endswith("nya")]
    for words in raw["according"].values():
        cues += [Cue(tuple(w.split()), "according", "any", w.endswith("nya")) for w in words]
    cues += [Cue((w,), "carrier", "any") for w in raw["carrier"]["words"]]
    cues += [Cue(tuple(w.split()), "document", "any") for w in raw["document"]]
    for need, words in raw["phrase"].items():
        cues += [Cue(tuple(w.split()), "verb", need) for w in words]
    single: dict[str, Cue] = {}
    longer: dict[str, list[Cue]] = {}
    for cue in cues:
        if len(cue.words) == 1:
            single.setdefault(cue.words[0], cue)
        else:
            longer.setdefault(cue.words[0], []).append(cue)
    return Lexicon(
        single,
        {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in longer.items()},
        frozenset(raw["carrier"]["links"]),
        frozenset(raw["document"]),
        frozenset(raw["carrier"]["words"]),
        {name: frozenset(words) for name, words in raw["words"].items()},
    )
