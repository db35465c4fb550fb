"""Every frame's examples, run as lexical tests: the frame must match there, or must not."""

import re

import pytest

from saksi.codebook import Codebook
from saksi.codebook.checking import check_own, own_book
from saksi.codebook.schema import Example, FrameEntry

CASES = [(entry, example) for entry in own_book().frames for example in entry.examples]


def words_of(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]", text)


def matched(text: str) -> list[tuple[str, str]]:
    words = words_of(text)
    return [(match.frame.type, match.frame.id) for match in Codebook.load().match(words, [""] * len(words))]


@pytest.mark.parametrize(("entry", "example"), CASES, ids=[f"{e.type}:{e.id}:{n}" for n, (e, _) in enumerate(CASES)])
def test_example(entry: FrameEntry, example: Example) -> None:
    found = matched(example.text)
    if example.none:
        assert (entry.type, entry.id) not in found
    else:  # a longer trigger of the same type may speak for a frame
        assert entry.type in {kind for kind, _ in found}, f"no {entry.type} among {found}"


def test_each_frame_speaks_in_one_of_its_examples() -> None:
    silent = []
    for entry in own_book().frames:
        positive = [example for example in entry.examples if not example.none]
        if positive and not any((entry.type, entry.id) in matched(example.text) for example in positive):
            silent.append(f"{entry.type}:{entry.id}")
    assert not silent, " ".join(silent)


def test_own_files_are_sound() -> None:
    assert check_own() == []
