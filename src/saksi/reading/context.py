"""What the reading steps share about one article: the parse, and what earlier steps found in it.

Each step takes a ``Context`` and fills its own field. Token numbers index ``Context.doc``; character offsets are those
of ``Article.text``, because furniture is blanked at equal length before parsing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from saksi.report import Article, Entity, Relation, Statement, TimeExpression, TraceLine

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MentionKind = Literal["name", "nominal", "pronoun"]


@dataclass(slots=True)
class Mention:
    """One place that names a party: tokens ``start`` to ``end`` (exclusive) with syntactic head ``head``."""

    start: int
    end: int
    head: int
    kind: MentionKind
    span: tuple[int, int]
    entity: int = -1


class Parties(Protocol):
    """The article's entities, as built by the entity step; entity numbers are stable within one article."""

    mentions: list[Mention]

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that covers ``token``, or None."""

    def resolve(self, token: Token) -> tuple[int, ...]:
        """Entities that the noun phrase headed by ``token`` stands for.

        Names, role nouns ("pengunjuk rasa"), pronouns and "-nya" where safe; coordinated and listed members ("negara
        seperti X dan Y") come back together; empty when the phrase names no party (an act, a thing, a place of events).
        """

    def entity(self, number: int) -> Entity:
        """The entity as it stands now (its id is ``e{number + 1}``)."""

    def resolve_owner(self, token: Token) -> tuple[int, ...]:
        """The party that owns the thing, place or body the phrase names ("fasilitas nuklir Iran" -> Iran), or empty."""

    def resolve_clitic(self, token: Token) -> tuple[int, ...]:
        """What the "-nya" on ``token`` refers to ("menuduhnya", "untuknya"), where it is safe, or empty."""

    def span_of(self, token: Token) -> tuple[int, int]:
        """Characters of the noun phrase headed by ``token``, without relative clauses."""

    def used(self, numbers: set[int]) -> list[Entity]:
        """The entities worth listing in the report: all named ones, and the unnamed ones in ``numbers``."""


_LONE = 2


@dataclass(slots=True)
class Sentence:
    """One sentence: tokens ``start`` to ``end``, characters ``span``, and the paragraph it stands in."""

    number: int
    start: int
    end: int
    span: tuple[int, int]
    paragraph: int


@dataclass(slots=True)
class Context:
    """One article on its way through the reading steps."""

    article: Article
    text: str
    doc: Doc
    sentences: list[Sentence]
    published: date | None
    parties: Parties
    times: list[TimeExpression] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    trace: list[TraceLine] | None = None
    words: list[str] = field(default_factory=list)  # of the whole article, in lower case; made when first asked for

    @property
    def lone(self) -> bool:
        """Whether the text is a sentence or two, no article: whoever gives it asks what it tells."""
        return len(self.sentences) <= _LONE

    def lower(self, sentence: Sentence) -> list[str]:
        """The words of ``sentence`` in lower case."""
        if not self.words:
            self.words = [token.lower_ for token in self.doc]
        return self.words[sentence.start : sentence.end]

    def opening(self, number: int, count: int) -> list[str]:
        """The first ``count`` words of sentence ``number`` in lower case."""
        return self.lower(self.sentences[number])[:count]

    def explain(self, step: str, text: str, span: tuple[int, int] | None = None) -> None:
        """Note a choice for ``--explain``; costs nothing when no trace is kept."""
        if self.trace is not None:
            self.trace.append(TraceLine(step=step, span=span, text=text))

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds character ``offset`` (the last one that starts at or before it)."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].span[0] <= offset:
                low = middle
            else:
                high = middle - 1
        return self.sentences[low]
