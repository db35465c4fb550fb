"""The words of the time grammar: each token of a text gets one class, written as one character.

The classes stand in ``words.yaml`` and ``holidays.yaml``; number shapes (``29/11``, ``1990-an``) are made here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

MADE_HERE = (
    "day", "year", "number", "decimal", "numdate", "fulldate", "decade", "ordinal", "holiday", "offset",
    "comma", "open", "close", "dash", "slash", "stop", "newline", "name", "other",
)  # fmt: skip
PUNCTUATION = {
    ",": "comma", "(": "open", ")": "close", "-": "dash", "–": "dash", "—": "dash", "/": "slash",
    ".": "stop", ";": "stop", ":": "stop", "!": "stop", "?": "stop", "\n": "newline", "&": "and",
}  # fmt: skip


def load(name: str) -> Any:
    """The data file ``name`` of this package."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (a safe loader)


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date in figures; ``until`` is the second day and month of a range, ``year`` None when not written."""

    day: int
    month: int
    year: int | None = None
    until: tuple[int, int] | None = None


@dataclass(slots=True)
class Token:
    """One word, number or sign: its class, what it stands for, and its characters."""

    kind: str
    value: Any
    start: int
    end: int


OTHER = Token("other", None, -1, -1)
NAME = Token("name", None, -1, -1)


@dataclass(frozen=True)
class Lexicon:
    """Words to (class, value), the character of each class, and the regular expression that cuts a text up.

    ``phrases`` has, for the first word of a holiday's name, the expression that matches the whole name.
    """

    words: dict[str, tuple[str, Any]]
    phrases: dict[str, re.Pattern[str]]
    symbols: dict[str, str]
    cut: re.Pattern[str]


_CUT = r"""
(?P<till>\b(?:s/d|s\.d\.?)(?=\s))
|(?P<offset>\bH\s?[-–+]\s?\d{1,3}\b)
|(?P<short>(?<!\w)['’]\d\d(?:[-–]?an)?\b)
|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)(?P<model>(?!(?:(?<=\bI)|(?<=\bII)|(?<=\bIII)|(?<=\bIV))-\d{4}\b)-?\d+\w*)?
|(?=\d)(?:
    (?P<iso>(?<![\w/-])\d{4}-\d{1,2}-\d{1,2}(?![\d/]))
    |(?P<slashed>(?<![\w/.,-])\d{1,2}(?:\s?[-–]\s?\d{1,2})?/\d{1,2}(?:/\d{4}|/\d{2})?
        (?:\s?[-–]\s?\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?)?(?![\d/]))
    |(?P<dotted>(?<![\w/.,-])\d{1,2}(?P<mark>[-.])\d{1,2}(?P=mark)\d{4}(?![\d/]))
    |(?P<decade>\b\d{2,4}[-–]?an\b)
    |(?P<figure>\d+(?:[.,:]\d+)*\w*))
|(?P<sign>[^\w\s]|\n)
"""


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    classes: dict[str, dict[str, Any]] = load("words.yaml")
    holidays = load("holidays.yaml")
    words: dict[str, tuple[str, Any]] = {}
    # Capitalised classes come last, so that "Minggu" (Sunday) wins over the "minggu" (week) of a sentence start.
    for name, entry in sorted(classes.items(), key=lambda item: bool(item[1].get("capital"))):
        listed = entry["words"]
        values = listed if isinstance(listed, dict) else dict.fromkeys(listed)
        for word, value in values.items():
            forms = {word, word.upper()} if entry.get("capital") else {word, word.capitalize(), word.upper()}
            words.update(dict.fromkeys(forms, (name, value)))
    symbols = {name: chr(0x100 + number) for number, name in enumerate((*classes, *MADE_HERE))}
    names: dict[str, list[str]] = {}
    for name in sorted({**holidays["fixed"], **holidays["hijri"]}, key=len, reverse=True):
        names.setdefault(name.split()[0], []).append(re.escape(name).replace(r"\ ", r"\s+"))
        words.setdefault(name.split()[0], ("name", None))
    phrases = {first: re.compile(rf"(?:{'|'.join(forms)})\b") for first, forms in names.items()}
    return Lexicon(words, phrases, symbols, re.compile(_CUT, re.VERBOSE))


def tokenise(text: str) -> tuple[list[Token], str]:
    """The tokens of ``text`` and the string of their class characters, one a token.

    Unknown words share one token without a place: no expression starts or ends with one.
    """
    lex = lexicon()
    words, phrases = lex.words, lex.phrases
    tokens: list[Token] = []
    add = tokens.append
    resume = 0
    for found in lex.cut.finditer(text):
        shape = found.lastgroup
        start = found.start()
        if start < resume:
            continue
        if shape == "word":
            word = found[0]
            if word in words:
                if word in phrases and (name := phrases[word].match(text, start)):
                    resume = name.end()
                    add(Token("holiday", " ".join(name[0].split()), start, resume))
                else:
                    _add_word(text, word, start, tokens, words[word])
            elif "-" in word:
                _add_hyphened(word, start, tokens, words)
            else:
                add(NAME if word[0].isupper() else OTHER)
        elif shape == "sign":
            kind = PUNCTUATION.get(found[0])
            add(Token(kind, None, *found.span()) if kind else OTHER)
        elif shape == "till":
            add(Token("range", None, *found.span()))
        elif shape == "offset":
            days = int("".join(c for c in found[0] if c.isdigit()))
            add(Token("offset", days if "+" in found[0] else -days, *found.span()))
        elif shape == "short":
            year = full_year(int(found[0][1:3]))
            add(Token("year" if len(found[0]) == 3 else "decade", year, *found.span()))
        elif shape == "model":
            _add_model(found, tokens, words)
        else:
            kind, value = _figure(shape or "", found[0])
            if kind == "number" and _is_short_year(text, tokens, found):
                kind, value = "year", full_year(value)
            add(Token(kind, value, *found.span()))
    symbols = lex.symbols
    return tokens, "".join([symbols[token.kind] for token in tokens])


def full_year(figures: int) -> int:
    """The year that two figures stand for: 1930 to 2029."""
    return figures + (1900 if figures >= 30 else 2000)


def _is_short_year(text: str, tokens: list[Token], found: re.Match[str]) -> bool:
    """Whether two figures behind a month or "tahun" are a year ("Mei 98", "tahun 98"), not a count of what follows."""
    last = tokens[-1] if tokens else OTHER
    if last.kind not in ("month", "year_unit") or len(found[0]) != 2 or not text[last.end : found.start()].isspace():
        return False
    return last.kind == "month" or re.match(r"\s*(?:[,.;:)!?]|$)", text[found.end() :]) is not None


def _add_model(found: re.Match[str], tokens: list[Token], words: dict[str, tuple[str, Any]]) -> None:
    """A word with figures: the start of a span ("Mei-8 Juli"), an ordinal ("ke-20"), or a thing's name ("F-35")."""
    word, figures = found["word"], found["model"]
    start, middle, end = found.start(), found.end("word"), found.end()
    if word == "Q" and figures in ("1", "2", "3", "4"):
        tokens.append(Token("quarter_word", 3, start, middle))
        tokens.append(Token("ordinal_word", int(figures), middle, end))
        return
    day = figures[1:] if figures[0] == "-" else ""
    if day.isdecimal() and len(day) <= 2 and words.get(word, ("",))[0] == "month":
        tokens.append(Token(*words[word], start, middle))
        tokens.append(Token("dash", None, middle, middle + 1))
        tokens.append(Token("day" if 1 <= int(day) <= 31 else "number", int(day), middle + 1, end))
    elif day.isdecimal() and len(day) <= 2 and word == "ke":
        tokens.append(Token("ordinal", int(day), start, end))
    else:
        tokens.append(OTHER)


def _add_hyphened(word: str, start: int, tokens: list[Token], words: dict[str, tuple[str, Any]]) -> None:
    """ "Jumat-Sabtu" and "Maret-April" are spans; any other word with a hyphen is unknown."""
    parts = word.split("-")
    if any(words.get(part, ("",))[0] not in ("weekday", "sunday", "month") for part in parts):
        tokens.append(NAME if word[0].isupper() else OTHER)
        return
    for number, part in enumerate(parts):
        if number:
            tokens.append(Token("dash", None, start - 1, start))
        tokens.append(Token(*words[part], start, start + len(part)))
        start += len(part) + 1


def _add_word(text: str, word: str, start: int, tokens: list[Token], entry: tuple[str, Any]) -> None:
    kind, value = entry
    end = start + len(word)
    if kind == "number_word":
        last = tokens[-1] if tokens else OTHER
        tens = last.kind in ("day", "number") and last.value >= 20 and not last.value % 10 and value < 10
        if tens and text[last.start].isalpha() and text[last.end : start].isspace():
            last.value += value
            last.kind = "day" if last.value <= 31 else "number"
            last.end = end
            return
        kind = "day" if value <= 31 else "number"
    elif kind == "number_tens":
        last = tokens[-1] if tokens else OTHER
        if last.kind not in ("day", "number") or not text[last.end : start].isspace():
            kind, value = "other", None
        else:
            last.value = last.value + 10 if value < 0 else last.value * value
            last.kind = "day" if last.value <= 31 else "number"
            last.end = end
            return
    tokens.append(Token(kind, value, start, end))


def _figure(shape: str, text: str) -> tuple[str, Any]:
    if shape == "iso":
        year, month, day = map(int, text.split("-"))
        return "fulldate", NumericDate(day, month, year)
    if shape == "slashed" or shape == "dotted":
        return _numeric(text)
    if shape == "decade":
        number = int(text[:-2].rstrip("-–"))
        return ("decade", number) if not number % 10 else ("other", None)
    if not text.isdecimal() or not text.isascii():
        return "decimal" if text[0].isdigit() and text[-1].isdigit() else "other", None
    if len(text) > 6:
        return "number", 10**6
    number = int(text)
    if 1 <= number <= 31 and len(text) <= 2:
        return "day", number
    return ("year" if len(text) == 4 and 1000 <= number < 3000 else "number"), number


def _numeric(text: str) -> tuple[str, Any]:
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    marks = "".join(re.findall(r"[-–./]", text)).replace("–", "-")
    year: int | None = None
    if marks in ("//", "-//", "//-//", "/-//", "--", ".."):
        year = numbers.pop()
        year += 2000 if year < 100 else 0
    if marks == "//-//":
        del numbers[2]
    if marks in ("/", "//", "--", ".."):
        value = NumericDate(numbers[0], numbers[1], year)
    elif marks in ("-/", "-//"):
        value = NumericDate(numbers[0], numbers[2], year, (numbers[1], numbers[2]))
    elif marks in ("/-/", "/-//", "//-//"):
        value = NumericDate(numbers[0], numbers[1], year, (numbers[2], numbers[3]))
    else:
        return "other", None
    return ("fulldate" if year else "numdate"), value
