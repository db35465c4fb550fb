"""Ties between parties: titles, nouns beside a party, verbs between two."""

from __future__ import annotations

import pytest
import yaml
from spacy.tokens import Doc
from tests.reading.entities.parse import DAY, parse, parties

from saksi.reading.context import Context
from saksi.reading.relations import find_relations
from saksi.report import Article, RelationKind


def ties(doc: Doc) -> list[tuple[str, RelationKind, str]]:
    found = parties(doc)
    article = Article(id="test", text=doc.text)
    ctx = Context(article=article, text=doc.text, doc=doc, sentences=[], published=DAY, parties=found)
    relations = find_relations(ctx)
    for relation in relations:
        assert relation.evidence
        assert all(0 <= s < e <= len(doc.text) for s, e in relation.evidence)
    named = {f"e{p.number + 1}": found.entity(p.number).name for p in found.parties if p.forms}
    return [(named[r.from_], r.kind, named[r.to]) for r in relations]


def test_head_of_state_leads_his_state() -> None:
    doc = parse(
        "Presiden/NOUN/5/nsubj Norwegia/PROPN/1/nmod Ole/PROPN/1/appos+PER Tangen/PROPN/3/flat+PER tiba/VERB/0/root"
        " ./PUNCT/5/punct"
    )
    assert ties(doc) == [("Ole Tangen", "leads", "Norwegia")]


def test_minister_does_not_lead_his_state_and_a_former_head_leads_nothing() -> None:
    minister = parse(
        "Menteri/NOUN/6/nsubj Pertahanan/NOUN/1/nmod Norwegia/PROPN/1/nmod Ole/PROPN/1/appos+PER"
        " Tangen/PROPN/4/flat+PER tiba/VERB/0/root ./PUNCT/6/punct"
    )
    former = parse(
        "Mantan/ADJ/2/amod Presiden/NOUN/6/nsubj Norwegia/PROPN/2/nmod Ole/PROPN/2/appos+PER"
        " Tangen/PROPN/4/flat+PER tiba/VERB/0/root ./PUNCT/6/punct"
    )
    assert all(kind != "leads" for _, kind, _ in ties(minister))
    assert ties(former) == []


def test_commander_leads_his_group() -> None:
    doc = parse(
        "Komandan/NOUN/5/nsubj TPNPB/PROPN/1/nmod Ole/PROPN/1/appos+PER Tangen/PROPN/3/flat+PER tiba/VERB/0/root"
        " ./PUNCT/5/punct"
    )
    assert [kind for _, kind, _ in ties(doc)] == ["leads"]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (
            "Norwegia/PROPN/2/nsubj mendukung/VERB/0/root Swedia/PROPN/2/obj ./PUNCT/2/punct",
            [("Norwegia", "supports", "Swedia")],
        ),
        (
            "Norwegia/PROPN/2/nsubj:pass didukung/VERB/0/root oleh/ADP/4/case Swedia/PROPN/2/obl ./PUNCT/2/punct",
            [("Swedia", "supports", "Norwegia")],
        ),
        (
            "Norwegia/PROPN/3/nsubj tidak/PART/3/advmod mendukung/VERB/0/root Swedia/PROPN/3/obj ./PUNCT/3/punct",
            [],
        ),
        (
            "Norwegia/PROPN/2/nsubj bersekutu/VERB/0/root dengan/ADP/4/case Swedia/PROPN/2/obl ./PUNCT/2/punct",
            [("Norwegia", "allied_with", "Swedia")],
        ),
        (
            "Norwegia/PROPN/2/nsubj mendukung/VERB/0/root rencana/NOUN/2/obj Swedia/PROPN/3/nmod ./PUNCT/2/punct",
            [],
        ),
        (
            "Norwegia/PROPN/5/nsubj ,/PUNCT/3/punct sekutu/NOUN/1/appos Swedia/PROPN/3/nmod menolak/VERB/0/root"
            " ./PUNCT/5/punct",
            [("Norwegia", "allied_with", "Swedia")],
        ),
    ],
)
def test_words_between_two_parties(row: str, wanted: list[tuple[str, str, str]]) -> None:
    assert ties(parse(row)) == wanted


def test_a_noun_of_relation_may_be_the_last_word() -> None:
    doc = parse("Daftar/NOUN/0/root Mabes/PROPN/1/nmod Kapolda/NOUN/1/nmod")
    assert ties(doc) == []


def test_every_kind_in_the_data_is_a_kind_of_the_report() -> None:
    from importlib import resources
    from typing import get_args

    text = resources.files("saksi.reading").joinpath("data", "relations.yaml").read_text(encoding="utf8")
    data = yaml.safe_load(text)
    assert set(data["nouns"]) | set(data["verbs"]) | set(data["mutual"]) <= set(get_args(RelationKind))
