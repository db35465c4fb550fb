"""Hand-built parses, so that these tests ask about the entity step alone."""

from __future__ import annotations

from datetime import date

import spacy
from spacy.tokens import Doc, Span

from saksi.gazetteer import Gazetteer
from saksi.reading.entities import ArticleParties, build_parties
from saksi.reading.tree import Tree
from saksi.report import Article

VOCAB = spacy.blank("id").vocab
NO_BLANK_BEFORE = {",", ".", ")", "?", "!", "”", ";", ":"}
DAY = date(2024, 5, 20)


def parse(*sentences: str) -> Doc:
    """Each sentence is a row of ``word/POS/head/label`` with heads counted from 1 in the sentence, 0 for the root.

    ``+PER``, ``+ORG``, ``+LOC`` behind the label marks a token of a recognised name (neighbours join). A sentence that
    begins with ``|`` opens a new paragraph.
    """
    words: list[str] = []
    spaces, pos, heads, labels, starts = [], [], [], [], []
    names: list[tuple[int, str]] = []
    for sentence in sentences:
        base = len(words)
        if sentence.startswith("|"):
            words.append("\n")
            spaces.append(False)
            pos.append("SPACE")
            heads.append(max(base - 1, 0))
            labels.append("dep")
            starts.append(False)
            base += 1
        for number, row in enumerate(sentence.removeprefix("|").split()):
            word, tag, head, label = row.rsplit("/", 3)
            label, _, name = label.partition("+")
            if name:
                names.append((len(words), name))
            if word in NO_BLANK_BEFORE and spaces:
                spaces[-1] = False
            words.append(word)
            spaces.append(word not in ("(", "“"))
            pos.append(tag)
            heads.append(base + (int(head) - 1 if int(head) else number))
            labels.append(label if int(head) else "ROOT")
            starts.append(number == 0)
    doc = Doc(VOCAB, words, spaces=spaces, pos=pos, heads=heads, deps=labels, sent_starts=starts)
    spans: list[Span] = []
    for i, label in names:
        if spans and spans[-1].end == i and spans[-1].label_ == label:
            spans[-1] = Span(doc, spans[-1].start, i + 1, label)
        else:
            spans.append(Span(doc, i, i + 1, label))
    doc.ents = spans
    return doc


def parties(doc: Doc) -> ArticleParties:
    """The parties of ``doc`` as an article of 20 May 2024."""
    article = Article(id="test", text=doc.text, published=DAY.isoformat())
    return build_parties(Tree(doc), article, DAY, Gazetteer.load())


def names_of(found: ArticleParties, doc: Doc, word: str, which: int = 0) -> list[str]:
    """Names of what the ``which``-th token ``word`` resolves to."""
    token = [t for t in doc if t.text == word][which]
    return [found.entity(n).name for n in found.resolve(token)]
