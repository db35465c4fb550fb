"""The reader: runs the reading steps over an article, in the order that stands here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from saksi import __version__
from saksi.codebook import Codebook
from saksi.gazetteer import Gazetteer
from saksi.language import load as load_language
from saksi.reading.context import Context, Sentence
from saksi.reading.entities import build_parties
from saksi.reading.events import find_events
from saksi.reading.relations import find_relations
from saksi.reading.statements import StatementIndex
from saksi.reading.times import find_times
from saksi.reading.tree import Tree
from saksi.report import Article, Event, Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 16


class Reader:
    """Reads articles into reports. Make one and keep it: loading the language pipeline takes most of a second.

    ``codebook`` is a file of frames that add to or override the shipped ones.
    """

    def __init__(self, codebook: Path | None = None, language: Language | None = None) -> None:
        self.language = language or load_language()
        self.codebook = Codebook.load(codebook)
        self.gazetteer = Gazetteer.load()

    def read(self, article: Article, *, explain: bool = False) -> Report:
        """What ``article`` says: its report. With ``explain`` the report carries the trace of every choice."""
        return self._report(article, self.language(article.story_text()), explain)

    def read_all(self, articles: Iterable[Article], *, explain: bool = False) -> Iterator[Report]:
        """Reports in the order of ``articles``, a batch at a time through the language pipeline."""
        source = iter(articles)
        while batch := list(islice(source, _BATCH)):
            docs = self.language.pipe((a.story_text() for a in batch), batch_size=_BATCH)
            for article, doc in zip(batch, docs, strict=True):
                yield self._report(article, doc, explain)

    def _report(self, article: Article, doc: Doc, explain: bool) -> Report:
        tree, text = Tree(doc), article.story_text()  # the Doc's own text would be put together word by word
        sentences = _sentences(tree, text)
        article = article.model_copy(update={"sentences": [s.span for s in sentences]})
        published = date.fromisoformat(article.published) if article.published else None
        parties = build_parties(tree, article, published, self.gazetteer)
        ctx = Context(
            article=article,
            text=text,
            doc=doc,
            sentences=sentences,
            published=published,
            parties=parties,
            trace=[] if explain else None,
            words=tree.lower,
        )
        ctx.times = find_times(ctx.text, published, [s.span for s in sentences])
        index = StatementIndex(ctx, tree)
        ctx.statements = index.statements
        parties.quote_speaker = lambda token: next(iter(index.speaker_of(token.i)), None)
        events = find_events(ctx, tree, index, self.codebook, self.gazetteer)
        ctx.relations = find_relations(ctx)
        return Report(
            id=article.id,
            version=__version__,
            codebook=self.codebook.version,
            article=article,
            entities=ctx.parties.used(_referenced(events, ctx)),
            events=events,
            times=ctx.times,
            statements=ctx.statements,
            relations=ctx.relations,
            trace=ctx.trace or [],
        )


@cache
def default_reader() -> Reader:
    """The reader with the shipped codebook, made once a process."""
    return Reader()


def _sentences(tree: Tree, text: str) -> list[Sentence]:
    """The sentences that hold more than white space, numbered, with their paragraph."""
    found: list[Sentence] = []
    paragraph, last = 0, 0
    words, starts = tree.words, tree.starts
    begin = 0
    while begin < len(words):
        start, end = begin, tree.sent_end[begin]
        begin = end
        while start < end and words[start].isspace():
            start += 1
        while end > start and words[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        first, final = starts[start], starts[end - 1] + len(words[end - 1])
        if found and "\n" in text[last:first]:
            paragraph += 1
        found.append(Sentence(len(found), start, end, (first, final), paragraph))
        last = final
    return found


def _referenced(events: list[Event], ctx: Context) -> set[int]:
    """Entity numbers that events, statements and relations name."""
    refs = {r for e in events for r in (*e.actors, *e.recipients, *e.sources)}
    refs |= {r for s in ctx.statements for r in (s.speaker, s.addressee, *s.via) if r}
    refs |= {r for relation in ctx.relations for r in (relation.from_, relation.to)}
    return {int(r[1:]) - 1 for r in refs}
