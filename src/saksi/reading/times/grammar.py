"""Finds the stretches of a text that may give a date: one pass of the rules in ``rules.yaml`` over its word classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from saksi.reading.times.tokens import Token, lexicon, load, tokenise

_NAME = re.compile(r"[a-z_]+")


@dataclass(slots=True)
class Found:
    """A stretch that a rule fits: tokens ``first`` to ``last`` (exclusive) of the text's tokens."""

    rule: str
    first: int
    last: int
    tokens: list[Token]
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.kinds = frozenset(token.kind for token in self.tokens)

    def values(self, *kinds: str) -> list[Any]:
        """What the tokens of these classes stand for, in order."""
        return [token.value for token in self.tokens if token.kind in kinds]

    def value(self, *kinds: str) -> Any:
        """What the first token of these classes stands for, or None."""
        for token in self.tokens:
            if token.kind in kinds:
                return token.value
        return None

    @property
    def span(self) -> tuple[int, int]:
        """Its characters."""
        return self.tokens[0].start, self.tokens[-1].end


@dataclass(frozen=True)
class Grammar:
    """All rules as one expression over class characters, with the rule that each of its groups belongs to."""

    pattern: re.Pattern[str]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A text cut up: its tokens, their class characters, and what the rules found."""

    tokens: list[Token]
    classes: str
    found: list[Found]


@cache
def grammar() -> Grammar:
    """The rules, compiled once; raises ``ValueError`` when a pattern names a class that does not exist."""
    data = load("rules.yaml")
    symbols = lexicon().symbols
    macros: dict[str, str] = {}

    def translate(pattern: str) -> str:
        def symbol(name: re.Match[str]) -> str:
            if name[0] in macros:
                return macros[name[0]]
            if name[0] not in symbols:
                raise ValueError(f"rules.yaml: {name[0]!r} is neither a word class nor a macro, in {pattern!r}")
            return symbols[name[0]]

        plain = re.sub(r"\((?!\?)", "(?:", _NAME.sub(symbol, pattern))
        return re.sub(r"\s+", "", plain)

    for name, pattern in data["macros"].items():
        macros[name] = translate(pattern)
        if not macros[name].startswith("["):
            macros[name] = f"(?:{macros[name]})"
    rules: list[str] = []
    alternatives: list[str] = []
    for rule, patterns in data["rules"].items():
        for pattern in patterns:
            rules.append(rule)
            alternatives.append(f"({translate(pattern)})")
    skipped = "".join(symbols[name] for name in data["never_first"])
    return Grammar(re.compile(f"(?![{skipped}])(?:{'|'.join(alternatives)})"), tuple(rules))


def scan(text: str) -> Scan:
    """Everything in ``text`` that a rule fits, from left to right, none overlapping."""
    tokens, classes = tokenise(text)
    rules = grammar()
    found: list[Found] = []
    for match in rules.pattern.finditer(classes):
        rule = rules.rules[(match.lastindex or 1) - 1]
        if rule != "skip":
            first, last = match.span()
            found.append(Found(rule, first, last, tokens[first:last]))
    return Scan(tokens, classes, found)
