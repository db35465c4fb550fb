"""One article's tokens as the statement step looks at them: lower forms, sentences, and quotations."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from saksi.reading.context import Context, Mention
from saksi.reading.statements.quotes import Quote, find_quotes
from saksi.reading.tree import Tree

_SHORTEST_PIECE = 3


@dataclass(slots=True)
class SaidBy:
    """One reported utterance with the tokens it was read from.

    ``cue`` and ``content`` are token ranges (end exclusive); ``speaker`` holds entity numbers, none when nobody is
    named. ``via`` are carriers, the nearest to the speaker first; ``quotes`` number the quotations in the content.
    """

    cue: tuple[int, int]
    kind: str
    sentence: int
    content: tuple[int, int]
    speaker: tuple[int, ...] = ()
    speaker_at: tuple[int, int] | None = None
    addressee: tuple[int, ...] = ()
    via: list[int] = field(default_factory=list)
    via_at: list[tuple[int, int]] = field(default_factory=list)
    direct: bool = False
    pronoun: bool = False
    quotes: list[int] = field(default_factory=list)


class Words:
    """Parallel lists over the tokens of one article.

    ``start``/``end`` are characters, ``sentence`` a sentence number (-1 between sentences), ``quote`` the number of the
    outermost quotation that holds the token, or -1. ``spans[n]`` are the tokens of quotation ``n``, marks included.
    """

    __slots__ = (
        "_pieces",
        "ctx",
        "end",
        "lower",
        "mentions",
        "pos",
        "quote",
        "quotes",
        "sentence",
        "size",
        "spans",
        "start",
        "tree",
    )

    def __init__(self, ctx: Context, tree: Tree | None = None) -> None:
        self.ctx = ctx
        self.tree = tree or Tree(ctx.doc)
        self.lower = self.tree.lower
        self.pos = self.tree.pos
        self.size = len(self.lower)
        self.start = self.tree.starts
        self.end = [s + len(w) for s, w in zip(self.start, self.lower, strict=True)]
        self.sentence = [-1] * self.size
        for sentence in ctx.sentences:
            self.sentence[sentence.start : sentence.end] = [sentence.number] * (sentence.end - sentence.start)
        self.quotes: list[Quote] = [q for q in find_quotes(ctx.text, ctx.sentences) if q.depth == 0]
        self.quote = [-1] * self.size
        self.spans: list[tuple[int, int]] = []
        for number, quote in enumerate(self.quotes):
            first, last = bisect_left(self.start, quote.start), bisect_left(self.start, quote.end)
            self.spans.append((first, last))
            self.quote[first:last] = [number] * (last - first)
        self.mentions: dict[int, Mention | None] = {}
        self._pieces: dict[str, int] | None = None

    def mention(self, i: int) -> Mention | None:
        """The mention of a party that covers token ``i``."""
        if i not in self.mentions:
            found = self.ctx.parties.mention_at(self.ctx.doc[i]) or self._by_piece(i)
            self.mentions[i] = found
            if found is not None:
                for j in range(found.start, found.end):
                    self.mentions[j] = found
        return self.mentions[i]

    def _by_piece(self, i: int) -> Mention | None:
        """A mention by one word of a person's name ("Nur" for Nur Hadi) that the entity step took for no name."""
        word = self.ctx.doc[i].text
        if not word[0].isupper() or len(word) < _SHORTEST_PIECE:
            return None
        if self._pieces is None:
            self._pieces = _name_pieces(self.ctx)
        number = self._pieces.get(word, -1)
        return Mention(i, i + 1, i, "name", (self.start[i], self.end[i]), number) if number >= 0 else None

    def numbers(self, mention: Mention) -> tuple[int, ...]:
        """The entities behind a mention."""
        if mention.entity >= 0:
            return (mention.entity,)
        return self.ctx.parties.resolve(self.ctx.doc[mention.head])

    def kind(self, mention: Mention) -> str:
        """The kind of the mention's entity, or an empty string when it has none."""
        numbers = self.numbers(mention)
        return self.ctx.parties.entity(numbers[0]).kind if numbers else ""

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Tokens of a sentence."""
        held = self.ctx.sentences[sentence]
        return held.start, held.end

    def spoken(self, i: int) -> bool:
        """True when token ``i`` stands inside a whole quotation that is more than a phrase set off by the writer."""
        number = self.quote[i]
        return (
            number >= 0
            and not self.quotes[number].scare
            and (self.quotes[number].closed or self.quotes[number].continues)
        )

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters from token ``first`` to before token ``last``."""
        return self.start[first], self.end[last - 1]


def _name_pieces(ctx: Context) -> dict[str, int]:
    """Words of persons' names that belong to one person of the article only, with that person's number."""
    owners: dict[str, int] = {}
    for entity in ctx.parties.used(set()):
        if entity.kind != "person":
            continue
        number = int(entity.id[1:]) - 1
        for word in entity.name.split():
            if word[0].isupper() and len(word) >= _SHORTEST_PIECE:
                owners[word] = number if owners.get(word, number) == number else -1
    return owners
