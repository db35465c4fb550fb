"""Is it Indonesian? A count of function words says so at once; only where they leave doubt is a language model asked.

Function words are the surest sign of a language in running text, and the cheapest (Dunning 1994 and much since). Malay
shares most of them with Indonesian; there the words that only one of the two writes ("kerana" and "karena") decide, and
only clearly: a doubtful text is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from saksi.articles.data import table

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST = 4_000  # characters looked at
_SHORT = 12  # words; a shorter text is never refused on function words alone
_SCRIPTS = [
    (code, re.compile(signs))
    for code, signs in [
        ("ar", r"[\u0600-\u06ff]"),
        ("ru", r"[\u0400-\u04ff]"),
        ("zh", r"[\u4e00-\u9fff]"),
        ("ja", r"[\u3040-\u30ff]"),
        ("ko", r"[\uac00-\ud7af]"),
        ("th", r"[\u0e00-\u0e7f]"),
        ("hi", r"[\u0900-\u097f]"),
        ("he", r"[\u0590-\u05ff]"),
        ("el", r"[\u0370-\u03ff]"),
    ]
]


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639 code, and the share of its function words among the words (0 for scripts)."""

    code: str
    share: float

    @property
    def name(self) -> str:
        """The language's English name, or its code where that is not known."""
        names: dict[str, str] = table("languages")["names"]
        return "Indonesian" if self.code == "id" else names.get(self.code, f"in a language with the code {self.code!r}")


@cache
def _languages() -> dict[str, list[str]]:
    """The languages that each function word speaks for."""
    data = table("languages")
    index: dict[str, list[str]] = {}
    for code, words in {**data["others"], "id": [*data["shared"], *data["id"]]}.items():
        for word in set(words):
            index.setdefault(word, []).append(code)
    return index


@cache
def _apart() -> tuple[frozenset[str], frozenset[str]]:
    data = table("languages")
    indonesian, malay = frozenset(data["id"]), frozenset(data["ms"])
    return indonesian - malay, malay - indonesian


def language_of(text: str) -> Language:
    """The language a text is written in; Indonesian ("id") in every doubt, as a wrong refusal costs an article."""
    sample = text[:_MOST]
    script = _script(sample)
    if script:
        return Language(script, 0.0)
    words = _WORD.findall(sample.lower())
    if not words:
        return Language("id", 0.0)
    count = len(words)
    index = _languages()
    shares = dict.fromkeys(table("languages")["others"], 0.0) | {"id": 0.0}
    for word in words:
        for code in index.get(word, ()):
            shares[code] += 1 / count
    own = shares.pop("id")
    other = max(shares, key=lambda code: shares[code])
    if own >= 0.08 and own > 1.3 * shares[other]:
        return Language("ms", own) if _malay(words) else Language("id", own)
    if count < _SHORT:
        return Language("id", own)
    if shares[other] >= 0.15 and shares[other] > 2 * own:
        return Language(other, shares[other])
    return _asked(sample, own)


def foreign_language(text: str) -> str | None:
    """The name of the language when a text is clearly not Indonesian, else null."""
    found = language_of(text)
    return None if found.code == "id" else found.name


def _script(sample: str) -> str | None:
    """The language of a text that is mostly in another script than the Latin one."""
    if sample.isascii():
        return None
    counts = [(len(pattern.findall(sample)), code) for code, pattern in _SCRIPTS]
    most, code = max(counts)
    latin = len(re.findall(r"[A-Za-z]", sample))
    if most < 20 or most < 1.5 * latin:
        return None
    # Chinese signs stand in Japanese too; kana do not stand in Chinese.
    kana = next(number for number, name in counts if name == "ja")
    return "ja" if code == "zh" and kana > 0.1 * most else code


def _malay(words: list[str]) -> bool:
    indonesian, malay = _apart()
    for_malay = sum(word in malay for word in words)
    return for_malay >= 4 and for_malay > 2 * sum(word in indonesian for word in words)


def _asked(sample: str, own: float) -> Language:
    """What py3langid says; it takes half a second to load, so only doubtful texts come here."""
    code, certain = _identifier().classify(sample)
    near = {"id", "ms", "jv", "su"}
    if code in near or certain < 0.95 or own >= 0.08:
        return Language("id", own)
    return Language(str(code), own)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
