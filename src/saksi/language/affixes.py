"""Indonesian affixes: the surface forms of a root under a derivational pattern.

The patterns are the ones a codebook names beside a root (``me-kan``, ``peN-an``). Nasal substitution follows the
standard grammar (Alwi et al., *Tata Bahasa Baku Bahasa Indonesia*): p, t, k and s melt into the nasal; long roots,
consonant clusters and known loans are given in both spellings that newspapers use (``memrotes``/``memprotes``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

import yaml

Voice = Literal["active", "passive", "base", "noun"]
Pattern = Literal[
    "base", "me", "me-kan", "me-i", "memper", "memper-kan", "memper-i", "ber", "ber-kan", "ber-an", "ter", "ter-kan",
    "ter-i", "ke-an", "peN", "peN-an", "pe", "pe-an", "per-an", "-an",
]  # fmt: skip
PATTERNS: tuple[str, ...] = get_args(Pattern)

_VOWELS = frozenset("aeiou")
_SUFFIXES = {"kan": "kan", "i": "i", "an": "an"}
_CLITIC = "nya"
_SHORTEST_HOST = 3
_SHORTEST_PASSIVE = 6


@dataclass(frozen=True, slots=True)
class Form:
    """One surface form in lower case, and the voice that it gives its clause."""

    form: str
    voice: Voice


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("affixes.yaml").read_text(encoding="utf8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def _syllables(root: str) -> int:
    return sum(letter in _VOWELS for letter in root)


def _keeps_initial(root: str) -> bool:
    """Whether a root in p, t, k or s is also written with its consonant kept after the nasal."""
    cluster = len(root) > 1 and root[1] not in _VOWELS
    return cluster or _syllables(root) >= 3 or root in _data()["loan_roots"]


def _nasal(prefix: str, root: str) -> list[str]:
    """``root`` behind ``prefix`` (``me`` or ``pe``) with its nasal, the standard spelling first."""
    first, two = root[0], root[:2]
    if _syllables(root) == 1 and two != "kh":
        informal = _plain_nasal(prefix, root)
        return [f"{prefix}nge{root}", *informal]
    if two in {"ny", "ng"} or first in "lrwymn":
        return [prefix + root]
    if two == "kh":
        return [f"{prefix}ng{root}"]
    if two == "sy":
        return [f"{prefix}n{root}", f"{prefix}ny{root[2:]}"]
    if first in "ptks":
        melted = f"{prefix}{ {'p': 'm', 't': 'n', 'k': 'ng', 's': 'ny'}[first] }{root[1:]}"
        if len(root) > 1 and root[1] not in _VOWELS:
            return [*_plain_nasal(prefix, root), melted]
        return [melted, *(_plain_nasal(prefix, root) if _keeps_initial(root) else [])]
    return _plain_nasal(prefix, root)


def _plain_nasal(prefix: str, root: str) -> list[str]:
    """The nasal that goes with the first letter, with nothing dropped."""
    first = root[0]
    if first in "lrwymn":
        return [prefix + root]
    if first in "bfvp":
        return [f"{prefix}m{root}"]
    if first in "cdjzts":
        return [f"{prefix}n{root}"]
    return [f"{prefix}ng{root}"]


def _liquid(prefix: str, root: str) -> str:
    """``root`` behind ``ber``, ``per`` or ``ter``; the r falls before r and before a first syllable in -er-."""
    if root.startswith("r") or (root[1:3] == "er" and len(root) > 3 and root[3] not in _VOWELS):
        return prefix[:-1] + root
    return prefix + root


def _suffixed(stems: list[str], suffix: str) -> list[str]:
    if suffix == "i":  # -i never follows a root that ends in i
        stems = [stem for stem in stems if not stem.endswith("i")]
    return [stem + suffix for stem in stems]


def _verb(root: str, suffix: str) -> list[tuple[list[str], Voice]]:
    ter = list(dict.fromkeys([_liquid("ter", root), "ter" + root]))
    return [
        (_suffixed(_nasal("me", root), suffix), "active"),
        (_suffixed(["di" + root], suffix), "passive"),
        (_suffixed(ter, suffix), "passive"),
        (_suffixed([root], suffix), "base"),
    ]


def _memper(root: str, suffix: str) -> list[tuple[list[str], Voice]]:
    irregular = _data()["irregular"].get(f"memper-{suffix}" if suffix else "memper", {}).get(root)
    if irregular:
        active, passive, base = irregular
        return [([active], "active"), ([passive], "passive"), ([base], "base")]
    stem = _liquid("per", root)
    return [
        (_suffixed(["mem" + stem], suffix), "active"),
        (_suffixed(["di" + stem], suffix), "passive"),
        (_suffixed(["ter" + stem], suffix), "passive"),
        (_suffixed([stem], suffix), "base"),
    ]


def _derive(root: str, pattern: str) -> list[tuple[list[str], Voice]]:
    head, _, tail = pattern.partition("-")
    suffix = _SUFFIXES.get(tail, "")
    if pattern == "base":
        return [([root], "base")]
    if head == "me":
        return _verb(root, suffix)
    if head == "memper":
        return _memper(root, suffix)
    irregular = _data()["irregular"].get(pattern, {}).get(root)
    if head == "ber":
        return [(irregular or _suffixed([_liquid("ber", root)], suffix), "active"), (_suffixed([root], suffix), "base")]
    if head == "ter":
        return [(_suffixed(list(dict.fromkeys([_liquid("ter", root), "ter" + root])), suffix), "passive")]
    if irregular:
        return [(irregular, "noun")]
    if head == "":
        return [([root + "an"], "noun")]
    if head == "ke":
        return [([f"ke{root}an"], "noun")]
    if head == "peN":
        return [(_suffixed(_nasal("pe", root), suffix), "noun")]
    return [(_suffixed([_liquid("per", root) if head == "per" else "pe" + root], suffix), "noun")]


def forms(root: str, pattern: str) -> tuple[Form, ...]:
    """The surface forms of ``root`` under ``pattern``, in lower case, the standard spelling before its variants.

    Verb patterns (``me``, ``me-kan``, ``me-i``, ``memper…``) give the active, the passives in ``di-`` and ``ter-`` and
    the bare form of headlines and orders. Raises ``ValueError`` on an unknown pattern or an empty root.
    """
    if pattern not in PATTERNS:
        raise ValueError(f"unknown affix pattern {pattern!r}; the patterns are {', '.join(PATTERNS)}")
    root = root.strip().lower()
    if not root:
        raise ValueError("an affix pattern needs a root; the root given is empty")
    seen: dict[str, Form] = {}
    for spellings, voice in _derive(root, pattern):
        for spelling in spellings:
            seen.setdefault(spelling, Form(spelling, voice))
    return tuple(seen.values())


def is_passive(word: str) -> bool:
    """Whether ``word``, in lower case, is by its looks a passive in ``di-``: ``dicabut``, not ``dingin``."""
    alike = word.startswith(tuple(_data()["not_passive"]))
    return word.startswith("di") and len(word) >= _SHORTEST_PASSIVE and not alike


def split_clitic(word: str) -> tuple[str, str]:
    """``word`` and its enclitic ``-nya`` ("" where it has none): ``rumahnya`` -> (``rumah``, ``nya``); case is kept."""
    host = word[: -len(_CLITIC)]
    low = word.lower()
    if not low.endswith(_CLITIC) or len(host) < _SHORTEST_HOST or low in _data()["nya_words"]:
        return word, ""
    return host.removesuffix("-") if host.endswith("-") else host, word[len(host) :]
