"""Checking codebook files, and joining a user's file with Saksi's own codebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from saksi.codebook.compiling import WordSets
from saksi.codebook.model import CodebookError
from saksi.codebook.schema import Book, line_of, parse, problems_of
from saksi.codebook.shipped import data_folder, read_files


@cache
def own_book() -> Book:
    """Saksi's own codebook. Raises ``CodebookError`` with file and line of each problem where a file is not sound."""
    try:
        return Book.model_validate(read_files())
    except ValidationError as error:
        lines = []
        for path in sorted_frame_files():
            raw, node = parse(path)
            lines += problems_of(path, raw, node)[1]
        raise CodebookError("\n".join(lines) or str(error)) from error


def _join(own: Book, other: Book) -> Book:
    if other.replace:
        return other
    frames = {entry.id: entry for entry in own.frames}
    frames.update({entry.id: entry for entry in other.frames})
    return Book(
        types={**own.types, **other.types},
        contexts={**own.contexts, **other.contexts},
        light_verbs=[*other.light_verbs, *own.light_verbs],
        word_sets={**own.word_sets, **other.word_sets},
        frames=list(frames.values()),
    )


def _typed(raw: dict[str, Any], path: Path) -> dict[str, Any]:
    """``raw`` with each frame's type filled in from the file's name, where that is the name of one of Saksi's types."""
    by_name = path.stem.upper()
    if by_name in own_book().types and isinstance(raw.get("frames"), list):
        frames = [{"type": by_name, **item} if isinstance(item, dict) else item for item in raw["frames"]]
        return {**raw, "frames": frames}
    return raw


def _problems(path: Path) -> tuple[Book | None, list[str]]:
    try:
        raw, node = parse(path)
    except ValueError as error:
        return None, [str(error)]
    book, problems = problems_of(path, _typed(raw, path), node)
    if book is None:
        return None, problems
    return book, [*problems, *_dangling(path, book, _join(own_book(), book), node)]


def _dangling(path: Path, book: Book, whole: Book, node: yaml.Node | None) -> list[str]:
    """What the schema cannot see: doubled ids, unknown types, modes and word sets."""
    lines: list[str] = []
    sets = WordSets(whole.word_sets)
    seen: set[str] = set()

    def say(number: int, field: str, text: str) -> None:
        lines.append(f"{path}:{line_of(node, ('frames', number, field))}: frame {book.frames[number].id!r}: {text}")

    for number, entry in enumerate(book.frames):
        if entry.id in seen:
            say(number, "id", "another frame of this file has the same id")
        seen.add(entry.id)
        kind = whole.types.get(entry.type)
        if kind is None:
            known = ", ".join(whole.types) or "none"
            say(number, "type", f"unknown type {entry.type!r}; the types are {known}")
            continue
        for mode in (entry.mode, *(cue.mode for cue in entry.modes or ())):
            if mode is not None and mode not in kind.modes:
                modes = ", ".join(kind.modes) or "none"
                say(number, "mode", f"{entry.type} has no mode {mode!r}; its modes are {modes}")
        if (future := entry.tense.get("future")) is not None and future not in whole.types:
            say(number, "tense", f"unknown type {future!r}")
        for field, listed in (("object", entry.object), ("with", entry.with_), ("unless", entry.unless)):
            try:
                sets.expand(listed)
            except ValueError as error:
                say(number, field, str(error))
    return lines


def check(path: Path) -> list[str]:
    """What is wrong with a codebook file, one line each as ``file:line: what``; empty when it is sound."""
    return _problems(Path(path))[1]


def check_own() -> list[str]:
    """What is wrong with Saksi's own codebook files."""
    lines = [line for item in sorted_frame_files() for line in check(item)]
    ids: dict[str, str] = {}
    for entry in own_book().frames:
        if entry.id in ids:
            lines.append(f"frame id {entry.id!r} stands in {ids[entry.id].lower()}.yaml and {entry.type.lower()}.yaml")
        ids[entry.id] = entry.type
    return lines


def sorted_frame_files() -> list[Path]:
    """Saksi's own frame files."""
    return sorted(Path(str(data_folder())).joinpath("frames").glob("*.yaml"))


def merged(own: Book, extra: Path) -> Book:
    """``own`` with the file ``extra`` added; raises ``CodebookError`` listing its problems."""
    book, problems = _problems(extra)
    if book is None or problems:
        raise CodebookError("\n".join(problems))
    return _join(own, book)
