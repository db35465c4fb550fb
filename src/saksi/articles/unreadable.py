"""What could not be read, said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CHARACTERS = 1_000_000
"""The longest text that is taken for one article."""
MOST_PAGE_BYTES = 5_000_000
"""The longest HTML page or answer from the web."""


class Refusal(ValueError):
    """Raised inside this package for input that is no article; the message is the sentence users see."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that holds no article Saksi can read.

    ``origin`` names the file or address, ``line`` counts from 1 in units of ``unit`` (line, row, record, entry),
    ``reason`` is one sentence without a full stop.
    """

    origin: str
    line: int | None
    reason: str
    unit: str = "line"

    def __str__(self) -> str:
        place = f", {self.unit} {self.line}" if self.line else ""
        return f"{self.origin}{place}: {self.reason}"


def size(count: int) -> str:
    """A number of bytes or characters for people: "1 million", "250 thousand"."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.3g} million"
    return f"{count / 1000:.3g} thousand" if count >= 1000 else str(count)
