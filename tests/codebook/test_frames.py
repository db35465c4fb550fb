"""Every frame's examples, run as lexical tests: the frame must match there, or must not."""

import re
from functools import cache

import pytest

from saksi.codebook import Codebook
from saksi.codebook.checking import check_own, own_book
from saksi.codebook.compiling import compile_book
from saksi.codebook.loading import load_lexicon
from saksi.codebook.matching import find
from saksi.codebook.model import Lexicon
from saksi.codebook.schema import Example, FrameEntry

CASES = [(entry, example) for entry in own_book().frames for example in entry.examples]
IDS = [f"{entry.type}:{entry.id}:{number}" for number, (entry, _) in enumerate(CASES)]


def words_of(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]", text)


@cache
def alone(frame_id: str) -> Lexicon:
    """A lexicon of this one frame, so that no longer trigger of another speaks for it."""
    book = own_book()
    only = [entry for entry in book.frames if entry.id == frame_id]
    return load_lexicon(compile_book(book.model_copy(update={"frames": only})))


@pytest.mark.parametrize(("entry", "example"), CASES, ids=IDS)
def test_example_by_its_own_frame(entry: FrameEntry, example: Example) -> None:
    words = words_of(example.text)
    found = find(alone(entry.id), words, [""] * len(words))
    if example.none:
        assert not found
        return
    assert found
    if example.mode is not None:
        assert example.mode in {match.mode for match in found}


@pytest.mark.parametrize(("entry", "example"), CASES, ids=IDS)
def test_example_in_the_whole_book(entry: FrameEntry, example: Example) -> None:
    words = words_of(example.text)
    found = Codebook.load().match(words, [""] * len(words))
    if example.none:
        assert (entry.type, entry.id) not in {(match.frame.type, match.frame.id) for match in found}
    else:  # a longer trigger of the same type may speak for a frame, one of another type may not
        assert entry.type in {match.frame.type for match in found}


def test_own_files_are_sound() -> None:
    assert check_own() == []


def test_most_frames_have_an_example() -> None:
    frames = own_book().frames
    assert sum(bool(entry.examples) for entry in frames) / len(frames) > 0.7
