from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from saksi.reading.statements import StatementIndex, find_statements, sources_for
from saksi.report import Report

from .standin import context

CASES = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_phrase(case: dict[str, Any]) -> None:
    ctx = context(case["text"], case.get("parties"))
    found = find_statements(ctx)
    names = {entity.id: entity.name for entity in ctx.parties.used(set())}
    assert [ctx.text[slice(*s.cue)] for s in found if s.cue] == [w["cue"] for w in case["says"]]
    for statement, wanted in zip(found, case["says"], strict=True):
        assert (names[statement.speaker] if statement.speaker else None) == wanted["speaker"]
        assert [names[v] for v in statement.via] == wanted.get("via", [])
        if "direct" in wanted:
            assert statement.direct is wanted["direct"]
        if "to" in wanted:
            assert statement.addressee is not None
            assert names[statement.addressee] == wanted["to"]
        if "content" in wanted:
            assert statement.content is not None
            assert ctx.text[slice(*statement.content)] == wanted["content"]


def test_statements_fit_the_report() -> None:
    case = CASES[0]
    ctx = context(case["text"], case["parties"])
    report = Report(
        id="t", article=ctx.article, entities=ctx.parties.used(set()), statements=StatementIndex(ctx).statements
    )
    assert report.statements[0].speaker == "e1"


def _token(index: StatementIndex, word: str) -> int:
    return index.words.lower.index(word)


def test_innermost_and_first_person() -> None:
    text = '"Kami menyerang pos itu," kata Darwis Alim. Tentara membalas.'
    index = StatementIndex(context(text, {"Darwis Alim": "person", "Tentara": "organisation"}))
    said = index.innermost(_token(index, "menyerang"))
    assert said is not None
    assert said.speaker == (0,)
    assert index.speaker_of(_token(index, "kami")) == (0,)
    assert index.innermost(_token(index, "membalas")) is None
    assert index.speaker_of(_token(index, "membalas")) == ()
    assert _token(index, "kata") in index.cue_tokens
    assert index.cued_at(_token(index, "kata")) is said
    assert index.innermost(_token(index, "kata")) is None


def test_sources_lead_from_speaker_to_carrier() -> None:
    text = '"Milisi menyerang pos itu," kata Darwis Alim, seperti dikutip dari AFP. Tentara membalas.'
    ctx = context(text, {"AFP": "organisation", "Darwis Alim": "person", "Tentara": "organisation"})
    index = StatementIndex(ctx)
    numbers, spans = sources_for(ctx, _token(index, "menyerang"), 0, index)
    assert numbers == [1, 0]
    assert [text[slice(*s)] for s in spans] == ["Darwis Alim", "kata", "AFP"]
    assert sources_for(ctx, _token(index, "membalas"), 1, index) == ([], [])


def test_who_acts_by_speaking_is_not_his_own_source() -> None:
    text = '"Pasukan itu harus ditarik," kata Haugen, dilansir AFP.'
    ctx = context(text, {"Haugen": "person", "AFP": "organisation"})
    index = StatementIndex(ctx)
    trigger = _token(index, "ditarik")
    assert sources_for(ctx, trigger, 0, index, actors={0}, performed=True)[0] == [1]
    assert sources_for(ctx, trigger, 0, index, actors={0})[0] == [0, 1]


def test_carriers_of_the_words_quoted_after_an_act_of_speech() -> None:
    text = (
        'Haugen mengancam Republik Rakau. Suasana tegang. "Kami tidak akan diam," katanya seperti dilansir AFP. '
        '"Itu saja," kata Wayan Sudira, dikutip Antara.'
    )
    ctx = context(
        text,
        {"Haugen": "person", "Republik Rakau": "country", "AFP": "organisation", "Wayan Sudira": "person",
         "Antara": "organisation"},
    )  # fmt: skip
    index = StatementIndex(ctx)
    trigger = _token(index, "mengancam")
    assert sources_for(ctx, trigger, 0, index, actors={0})[0] == [2]
    assert sources_for(ctx, trigger, 0, index, actors={1})[0] == []


def test_a_closing_tag_ends_the_words_said() -> None:
    text = "Milisi itu menyerang pos, kata Darwis Alim usai bertemu Amara Sesay. Pos itu, kata Alim, dibakar milisi."
    index = StatementIndex(context(text, {"Darwis Alim": "person", "Amara Sesay": "person"}))
    assert index.innermost(_token(index, "menyerang")) is not None
    assert index.innermost(_token(index, "bertemu")) is None
    assert index.innermost(_token(index, "dibakar")) is not None


def test_a_relative_clause_says_only_what_follows_it() -> None:
    text = 'Rakau mengutuk serangan yang disebutnya sebagai "kejahatan yang sangat keji".'
    index = StatementIndex(context(text, {"Rakau": "country"}))
    assert index.innermost(_token(index, "serangan")) is None
    assert index.innermost(_token(index, "kejahatan")) is not None


def test_a_carrier_alone_vouches_for_its_sentence() -> None:
    ctx = context("Dilansir AFP, milisi menyerang pos itu.", {"AFP": "organisation"})
    index = StatementIndex(ctx)
    assert sources_for(ctx, _token(index, "menyerang"), 0, index)[0] == [0]


def test_sources_of_a_second_report_are_added() -> None:
    text = "Menurut Alim, milisi menyerang pos itu. Rasyid mengatakan serangan itu terjadi malam hari."
    ctx = context(text, {"Alim": "person", "Rasyid": "person"})
    index = StatementIndex(ctx)
    numbers, _ = sources_for(ctx, _token(index, "menyerang"), 0, index, also=[_token(index, "serangan")])
    assert numbers == [0, 1]


def test_trace_says_why() -> None:
    ctx = context("Menurut Alim, milisi menyerang.", {"Alim": "person"})
    ctx.trace = []
    StatementIndex(ctx)
    assert [t.step for t in ctx.trace] == ["statements"]


@pytest.mark.parametrize("text", ["", " ", '"', "kata", "menurut", '"," kata', "dilansir", "\n\n", "Kata dia"])
def test_scraps_do_not_break(text: str) -> None:
    if not text.strip():
        return
    find_statements(context(text))


def test_whoever_confirms_a_sentence_vouches_for_its_acts() -> None:
    text = "Milisi menyerang pos itu, menurut Darwis Alim. Serangan itu dibenarkan oleh Amara Sesay."
    ctx = context(text, {"Darwis Alim": "person", "Amara Sesay": "person"})
    index = StatementIndex(ctx)
    assert sources_for(ctx, _token(index, "menyerang"), 0, index)[0] == [0, 1]
