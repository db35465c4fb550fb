"""Builds the parties of one article: names, titles, unnamed parties, references, in that order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.entities.assign import Assigner
from saksi.reading.entities.gaps import GapFiller
from saksi.reading.entities.joining import Joiner
from saksi.reading.entities.labels import Labeller
from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.listing import members_listed
from saksi.reading.entities.metonyms import acts_as_state
from saksi.reading.entities.model import Name, Party
from saksi.reading.entities.names import NameFinder
from saksi.reading.entities.nominals import NominalFinder
from saksi.reading.entities.owners import Owners
from saksi.reading.entities.parties import ArticleParties
from saksi.reading.entities.profile import Profiler
from saksi.reading.entities.reference import Memory, quoted_tokens
from saksi.reading.entities.surroundings import Surroundings
from saksi.reading.entities.titles import TitleFinder
from saksi.reading.tree import Tree
from saksi.report import Article

if TYPE_CHECKING:
    from saksi.gazetteer import Gazetteer


def build_parties(tree: Tree, article: Article, published: date | None, gazetteer: Gazetteer) -> ArticleParties:
    """Everyone and everything that ``article`` names, with what their words tell about state and sector.

    ``tree`` is the parse of the article's story text (token offsets are offsets into ``article.text``); ``published``
    decides who held which office.
    """
    text, words, starts = article.text, tree.words, tree.starts  # asking the document for its text would join it anew
    finder = NameFinder(tree, text, words, starts, gazetteer.find_roles(words), gazetteer)
    roles = finder.roles
    names = GapFiller(finder).fill(finder.find())
    Labeller(tree, roles, finder.taken, gazetteer).settle(names)
    Owners(tree, roles, finder.taken, gazetteer, published).mark(names)
    TitleFinder(tree, text, words, starts, roles, finder.taken).attach(names)
    titled = {i for n in names if n.title is not None for i in range(n.title.start, n.title.end)} - set(finder.taken)
    acting = {k for k, n in enumerate(names) if n.metonym and acts_as_state(tree, n)}
    sentence_of, paragraph_of = _places_of(tree, words)
    around = Surroundings(names, tree.lower, sentence_of, gazetteer, published)
    for name in names:
        around.settle(name)
    joiner = Joiner(words)
    joiner.join(names, acting)
    _take_names(names, joiner.parties)
    profiler = Profiler(gazetteer, published, around)
    for party in joiner.parties:
        if party.mentions or party.forms:
            profiler.fill(party, joiner.parties)
    nominals = NominalFinder(tree, words, roles, finder.taken, titled).find()
    memory = Memory(joiner.parties, sentence_of, quoted_tokens(tree, words, paragraph_of), tree)
    assigner = Assigner(tree, text, words, starts, joiner, memory, profiler, names, nominals, published)
    assigner.run(_outer_names(names))
    for party in joiner.parties:
        if not party.name and party.forms:
            profiler.fill(party, joiner.parties)
    listed = members_listed(tree, sentence_of, joiner.parties, assigner.mentions, lexicon())
    return ArticleParties(tree, joiner.parties, assigner.mentions, {**listed, **assigner.several}, memory, names)


def _outer_names(names: list[Name]) -> list[Name]:
    """Names that are a party in their own right, not an attribute inside a title."""
    inside: set[int] = set()
    for name in names:
        if name.title is not None:
            inside.update(range(name.title.start, name.title.end))
    return [n for n in names if n.start not in inside]


def _take_names(names: list[Name], parties: list[Party]) -> None:
    """Tell each party its forms, titles, sectors and country out of its names."""
    for name in names:
        party = parties[name.party]
        if not party.forms:
            party.first = name.start
        party.forms.setdefault(name.text)
        if name.title is not None:
            party.titles.append(name.title)
        if party.kind == "country":
            party.country = party.country or name.country
        elif party.entry is None and name.kind != "person":
            party.country = party.country or name.country
            party.sectors = party.sectors or name.sectors


def _places_of(tree: Tree, words: list[str]) -> tuple[list[int], list[int]]:
    """Sentence and paragraph number of each token; a line break opens a paragraph."""
    sentence_of, paragraph_of = [0] * len(words), [0] * len(words)
    sentence, paragraph = -1, 0
    for i, word in enumerate(words):
        sentence += tree.sent_start[i] == i
        if "\n" in word:
            paragraph += 1
        sentence_of[i], paragraph_of[i] = max(sentence, 0), paragraph
    return sentence_of, paragraph_of
