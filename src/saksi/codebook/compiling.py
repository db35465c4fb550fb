"""From codebook files to the flat, quickly loaded form that matching works on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from saksi.codebook.model import Party, Voice
from saksi.codebook.schema import Book, FrameEntry, TypeEntry, alternatives
from saksi.language.affixes import forms, is_passive

Surface = tuple[str, Voice, Party]

_LISTS = ("object", "needed", "unless")
_REDUNDANT_TER = ("me", "memper")
_SCHEDULED = frozenset({"dijadwalkan", "dipastikan", "direncanakan"})  # "dijadwalkan bertemu": who meets is the subject
_WILLING = ("me", "ber", "siap", "pantang", "yang")  # "meminta dibebaskan", "siap diperiksa": so is who asks


def derived(root: str, pattern: str, bare: bool = True) -> Iterator[tuple[str, Voice]]:
    """Forms of ``root`` under ``pattern`` that a frame takes.

    The ``ter-`` forms of verbs in ``me-`` often mean something else ("tertarik"), so a frame asks for them with
    ``ter``; the bare root counts only for ``me-`` verbs, and not where ``bare`` is false (roots that are nouns: "bom").
    """
    head = pattern.partition("-")[0]
    for form in forms(root, pattern):
        if head in _REDUNDANT_TER and form.voice == "passive" and form.form.startswith("te"):
            continue
        if form.voice == "base" and pattern != "base" and (not bare or head == "ber"):
            continue
        yield form.form, form.voice


def _phrase_surfaces(phrase: str, voice: Voice) -> Iterator[tuple[str, Voice]]:
    """A phrase, or all phrases that one with ``root+pattern`` words and alternatives stands for.

    "tembak+me jatuh" is all forms of "tembak" before "jatuh", "(akan) cabut|hapus larangan" four phrases.
    """
    stretches = [[told for one in alternatives(word) for told in _inflected(one)] for word in phrase.split()]
    for form, kind in _joined(stretches):
        yield form, kind or voice


def _inflected(words: str) -> Iterator[tuple[str, Voice | None]]:
    """``words`` with every form of those written ``root+pattern``, and the voice of the first of these."""
    choices: list[list[tuple[str, Voice | None]]] = []
    for word in words.split():
        root, plus, pattern = word.partition("+")
        choices.append([*derived(root, pattern)] if plus and root else [(word, None)])
    return _joined(choices)


def _joined(choices: list[list[tuple[str, Voice | None]]]) -> Iterator[tuple[str, Voice | None]]:
    """One of each of ``choices`` in a row, in all ways, with the first voice among them."""
    for combination in product(*choices):
        kinds = [kind for _, kind in combination if kind is not None]
        yield " ".join(form for form, _ in combination if form), kinds[0] if kinds else None


def surfaces(entry: FrameEntry) -> list[Surface]:
    """All (form, voice, possessor's party) by which ``entry`` can be told.

    The possessor of a noun in ``peN-…-an`` is by default the one acted upon ("penangkapan X"), of others the actor.
    """
    found: dict[str, tuple[Voice, Party]] = {}

    def add(form: str, voice: Voice, poss: Party) -> None:
        found.setdefault(form, (voice, entry.poss or poss))

    for kind, listed in entry.forms.items():
        for phrase in listed:
            for form, voice in _phrase_surfaces(phrase, kind):
                add(form, voice, "actor")
    for phrase in entry.phrase:
        for form, voice in _phrase_surfaces(phrase, entry.voice):
            add(form, "passive" if voice == "active" and _suffered(entry, form) else voice, "actor")
    if entry.root:
        for pattern in entry.verb:
            for form, voice in derived(entry.root, pattern, entry.bare):
                add(form, voice, "actor")
        for pattern in entry.noun:
            for form, _ in derived(entry.root, pattern):
                add(form, "noun", "recipient" if pattern == "peN-an" else "actor")
    return [(form, voice, poss) for form, (voice, poss) in found.items()]


def _suffered(entry: FrameEntry, phrase: str) -> bool:
    """Whether ``phrase`` turns the frame's slots around: "dijebloskan ke sel" among phrases whose subject acts."""
    if entry.actor and "subject" not in entry.actor:
        return False
    if entry.recipient and ("object" not in entry.recipient or "subject" in entry.recipient):
        return False
    words = phrase.split()
    verb = next((n for n, word in enumerate(words) if is_passive(word)), None)
    if verb is None or any(word.startswith(_WILLING) for word in words[:verb]):
        return False
    return words[verb] not in _SCHEDULED or verb == len(words) - 1


class WordSets:
    """Named lists of words that frames refer to as ``$name``."""

    def __init__(self, sets: dict[str, list[str]]) -> None:
        self._sets = sets

    def expand(self, items: Iterable[str]) -> list[str]:
        """``items`` with every ``$name`` replaced by its words. Raises ``ValueError`` on an unknown name."""
        out: list[str] = []
        for item in items:
            if not item.startswith("$"):
                out.append(item)
            elif item[1:] in self._sets:
                out.extend(self.expand(self._sets[item[1:]]))
            else:
                raise ValueError(f"unknown word set {item!r}; the sets are {', '.join(sorted(self._sets))}")
        return out


def compile_frame(entry: FrameEntry, kind: TypeEntry, sets: WordSets) -> dict[str, Any]:
    """``entry`` as plain JSON data: defaults left out, word sets spelled out, surfaces listed."""
    modes = entry.modes if entry.modes is not None else (kind.cues if entry.mode is None else [])
    data: dict[str, Any] = {
        "id": entry.id,
        "type": entry.type,
        "mode": entry.mode,
        "modes": [[sets.expand(cue.words), cue.mode] for cue in modes],
        "object": sets.expand(entry.object),
        "needed": sets.expand(entry.with_),
        "needed_anywhere": entry.with_anywhere,
        "unless": sets.expand(entry.unless),
        "actor": entry.actor,
        "recipient": entry.recipient,
        "reciprocal": entry.reciprocal,
        "status": entry.status,
        "needs": entry.needs,
        "future": entry.tense.get("future"),
        "complement": entry.complement is not None,
        "absorbs": entry.absorbs,
        "speech": entry.speech,
        "confidence": entry.confidence,
        "surfaces": surfaces(entry),
    }
    return {key: value for key, value in data.items() if value not in (None, [], False)}


def compile_book(book: Book) -> dict[str, Any]:
    """A checked codebook as plain JSON data, ready for ``loading``. Raises ``ValueError`` on dangling names."""
    sets = WordSets(book.word_sets)
    lists: dict[tuple[str, ...], int] = {}

    def shared(items: list[str]) -> int:
        # many frames use the same word lists: each is written once and pointed at by number
        return lists.setdefault(tuple(items), len(lists))

    frames = [compile_frame(entry, book.types[entry.type], sets) for entry in book.frames]
    for frame in frames:
        for field in _LISTS:
            if field in frame:
                frame[field] = shared(frame[field])
        if "modes" in frame:
            frame["modes"] = [[shared(listed), mode] for listed, mode in frame["modes"]]
    verbs: dict[str, tuple[Voice, Party | None]] = {}
    for group in book.light_verbs:
        for voice, listed in group.forms.items():
            for form in listed:
                verbs.setdefault(form, (voice, group.subject))
        for root, patterns in group.verbs.items():
            for pattern in patterns:
                for form, kind in derived(root, pattern):
                    verbs.setdefault(form, (kind, group.subject))
    return {
        "types": {
            name: [kind.quad, kind.score, kind.modes, kind.gloss, kind.gloss_id] for name, kind in book.types.items()
        },
        "contexts": {name: sets.expand(words) for name, words in book.contexts.items()},
        "light_verbs": {form: list(value) for form, value in verbs.items()},
        "lists": [list(items) for items in lists],
        "frames": frames,
    }
