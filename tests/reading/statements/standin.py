"""A stand-in for the language pipeline and the entity step: tokens, sentences and parties given by hand.

Parts of speech are guessed from affixes, so the tests of surface patterns do not move when the pipeline's weights do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import spacy
from spacy.tokens import Doc, Token

from saksi.reading.context import Context, Mention, Sentence
from saksi.report import Article, Entity, EntityKind

_BLANK = spacy.blank("id")
_VERB = re.compile(r"(me[mnlrwy]?\w{4,}|ber\w{3,}|di\w{4,}|ter\w{4,})$")
_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'A-Z(])|\n+")


class GivenParties:
    """Parties found by name: ``{"Retno Marsudi": "person"}``; a person's last name stands for the person."""

    def __init__(self, doc: Doc, kinds: Mapping[str, str]) -> None:
        self.entities = [
            Entity(id=f"e{n + 1}", name=name, kind=kind)
            for n, (name, kind) in enumerate(kinds.items())  # type: ignore[arg-type]
        ]
        self.covering: dict[int, Mention] = {}
        forms: list[tuple[str, int]] = []
        for number, entity in enumerate(self.entities):
            forms.append((entity.name, number))
            if entity.kind == "person" and " " in entity.name:
                forms.append((entity.name.split()[-1], number))
        for form, number in sorted(forms, key=lambda f: -len(f[0])):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", doc.text):
                span = doc.char_span(*match.span())
                if span is None or span.start in self.covering:
                    continue
                kind = "name" if form[0].isupper() else "nominal"
                mention = Mention(span.start, span.end, span.start, kind, match.span(), number)  # type: ignore[arg-type]
                for i in range(span.start, span.end):
                    self.covering[i] = mention

    def mention_at(self, token: Token) -> Mention | None:
        return self.covering.get(token.i)

    def resolve(self, token: Token) -> tuple[int, ...]:
        mention = self.covering.get(token.i)
        return (mention.entity,) if mention else ()

    def entity(self, number: int) -> Entity:
        return self.entities[number]

    def span_of(self, token: Token) -> tuple[int, int]:
        return token.idx, token.idx + len(token)

    def used(self, numbers: set[int]) -> list[Entity]:
        return self.entities


def context(text: str, parties: Mapping[str, EntityKind] | Mapping[str, str] | None = None) -> Context:
    """A context over ``text`` with sentences cut at full stops and paragraphs at line breaks."""
    doc = _BLANK(text)
    bounds = _sentence_bounds(text)
    starts = {start for start, _ in bounds}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
        token.pos_ = _guess(token)
    sentences = []
    paragraph = 0
    for number, (start, end) in enumerate(bounds):
        inside = [t.i for t in doc if start <= t.idx < end]
        if number and "\n" in text[bounds[number - 1][1] : start]:
            paragraph += 1
        sentences.append(Sentence(number, inside[0], inside[-1] + 1, (start, end), paragraph))
    return Context(
        article=Article(id="t", text=text),
        text=text,
        doc=doc,
        sentences=sentences,
        published=None,
        parties=GivenParties(doc, parties or {}),
    )


def _sentence_bounds(text: str) -> list[tuple[int, int]]:
    bounds, begin = [], 0
    for match in _END.finditer(text):
        bounds.append((begin, match.start() + len(match.group().rstrip())))
        begin = match.end()
    bounds.append((begin, len(text)))
    return [(s, e) for s, e in bounds if text[s:e].strip()]


def _guess(token: Token) -> str:
    if token.is_punct:
        return "PUNCT"
    if token.is_space:
        return "SPACE"
    if token.text[0].isupper() and token.i:
        return "PROPN"
    return "VERB" if _VERB.match(token.lower_) else "NOUN"
