"""Edit scripts that turn a word into its lemma, in lower case: what to cut and what to put at either end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from saksi.language.lemmas import Script, apply_script


def script_of(word: str, lemma: str) -> Script:
    """The shortest script that makes ``lemma`` from ``word``; reduplications may start from either half."""
    word, lemma = word.lower(), lemma.lower()
    cuts = ["whole"] + (["first", "last"] if "-" in word.strip("-") else [])
    found = [_edit(word, lemma, cut) for cut in cuts]
    return min(found, key=lambda script: sum(map(len, script[1:])))


def _edit(word: str, lemma: str, cut: str) -> Script:
    part = {"whole": word, "first": word.split("-")[0], "last": word.split("-")[-1]}[cut]
    match = SequenceMatcher(None, part, lemma, autojunk=False).find_longest_match()
    a, b, size = match.a, match.b, match.size
    script = (cut, part[:a], lemma[:b], part[a + size :], lemma[b + size :])
    if apply_script(script, word) != lemma:
        raise AssertionError(f"script {script} does not make {lemma!r} from {word!r}")
    return script


def frequent(pairs: Iterable[tuple[str, str]], least: int) -> list[Script]:
    """The scripts seen at least ``least`` times, most frequent first."""
    counts = Counter(script_of(word, lemma) for word, lemma in pairs)
    return [script for script, count in counts.most_common() if count >= least]
