"""The codebook: PLOVER's ontology and the Indonesian frames that lead to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saksi.codebook.matching import find
from saksi.codebook.model import EventType, Frame, LightVerb, Match, Words, plain
from saksi.codebook.shipped import INDEX, data_folder, version_of_files
from saksi.codebook.tie_breaks import tie_break

if TYPE_CHECKING:
    from saksi.codebook.schema import Book


def compiled_now() -> dict[str, Any]:
    """The files as they are now, in the compiled form that ships as ``index.json``."""
    from saksi.codebook.compiling import compile_book

    return {"version": version_of_files(), **compile_book(_own())}


def _own() -> Book:
    from saksi.codebook.checking import own_book

    return own_book()


@cache
def _compiled() -> dict[str, Any]:
    """The compiled index that ships with Saksi, or a fresh compilation where the files have changed since."""
    index = data_folder().joinpath(INDEX)
    if index.is_file():
        data: dict[str, Any] = json.loads(index.read_bytes())
        if data.get("version") == version_of_files():
            return data
    return compiled_now()


class Codebook:
    """Event types, contexts, light verbs and frames; get one with ``Codebook.load``."""

    def __init__(self, data: dict[str, Any]) -> None:
        from saksi.codebook.loading import load_lexicon, load_light_verbs, load_types

        self.version: str = data["version"]
        self.types: dict[str, EventType] = load_types(data)
        self._light_verbs = load_light_verbs(data)
        self._lexicon = load_lexicon(data)
        self._contexts = {name: Words.of(listed) for name, listed in data["contexts"].items()}

    @classmethod
    def load(cls, extra: Path | None = None) -> Codebook:
        """Saksi's codebook, with the types and frames of the file ``extra`` added or put in their place by id.

        Raises ``CodebookError``, one problem a line with file and line number, when ``extra`` is not sound.
        """
        if extra is None:
            return _default()
        from saksi.codebook.checking import merged
        from saksi.codebook.compiling import compile_book

        compiled = compile_book(merged(_own(), extra))  # says what is wrong with the file, also that it is missing
        digest = hashlib.blake2b(version_of_files().encode() + extra.read_bytes(), digest_size=6)
        return cls({"version": digest.hexdigest(), **compiled})

    @property
    def frames(self) -> Sequence[Frame]:
        """All frames, in the order of the files."""
        return self._lexicon.frames

    def score(self, type: str, mode: str | None = None) -> float:
        """PLOVER's cooperation (+) to conflict (-) score of a type, or of its mode where that has one of its own."""
        kind = self.types[type]
        own = kind.modes.get(mode) if mode else None
        return kind.score if own is None else own

    def quad(self, type: str) -> int:
        """PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        return self.types[type].quad

    @staticmethod
    def tie_break(type: str, mode: str | None, status: str, override: str | None = None) -> tuple[str, str | None, str]:
        """See ``saksi.codebook.tie_break``."""
        return tie_break(type, mode, status, override)

    def contexts_of(self, words: Iterable[str]) -> list[str]:
        """PLOVER contexts whose cue words stand among ``words``, in the codebook's order."""
        lowered = [plain(word) for word in words]
        present = set(lowered)
        found = []
        for name, cues in self._contexts.items():
            if not cues.single.isdisjoint(present) or (
                not cues.firsts.isdisjoint(present) and cues.find(lowered, 0, len(lowered))
            ):
                found.append(name)
        return found

    def light_verb(self, form: str) -> LightVerb | None:
        """The light verb that ``form`` is, or None."""
        low = form.lower()
        return self._light_verbs.get(low) or self._light_verbs.get(plain(low))

    def match(self, words: Sequence[str], pos: Sequence[str]) -> list[Match]:
        """Lexical candidates in a tokenised sentence or text, by position, at one position the most specific first.

        ``words`` are surface forms, ``pos`` their UPOS tags. Conditions on neighbouring words (``with``, ``unless``,
        ``object``) are checked inside the sentence; who did what to whom is the reader's to find.
        """
        return find(self._lexicon, words, pos)


@cache
def _default() -> Codebook:
    return Codebook(_compiled())
