"""Which date dates an act: on sentences with hand-built parses."""

from __future__ import annotations

from datetime import date

import spacy
from spacy.tokens import Doc

from saksi.reading.context import Context, Sentence
from saksi.reading.times import choose_date, find_times
from saksi.reading.times.event_date import candidates, signs
from saksi.report import Article

NLP = spacy.blank("id")
PUBLISHED = date(2016, 12, 1)
VERBS = {"bertemu", "menangkap", "menyerang", "mengecam", "menyita", "terjadi", "digelar", "dilansir", "kata"}


class NoParties:
    """Stands where the dates need no entities."""


def context(*sentences: str, published: date | None = PUBLISHED) -> Context:
    text = " ".join(sentences)
    words = [token.text for token in NLP.make_doc(text)]
    spaces = [bool(token.whitespace_) for token in NLP.make_doc(text)]
    doc = Doc(NLP.vocab, words=words, spaces=spaces, pos=["VERB" if w.lower() in VERBS else "NOUN" for w in words])
    known, offset = [], 0
    for number, sentence in enumerate(sentences):
        tokens = doc.char_span(offset, offset + len(sentence), alignment_mode="expand")
        known.append(Sentence(number, tokens.start, tokens.end, (offset, offset + len(sentence)), 0))
        offset += len(sentence) + 1
    article = Article(id="a", text=text)
    ctx = Context(article, text, doc, known, published, NoParties())  # type: ignore[arg-type]
    ctx.times = find_times(text, published, [s.span for s in known])
    return ctx


def token(ctx: Context, word: str) -> int:
    return next(t.i for t in ctx.doc if t.text == word)


def chosen(ctx: Context, word: str, is_speech: bool = False) -> str | None:
    i = token(ctx, word)
    sentence = ctx.sentence_at(ctx.doc[i].idx)
    found, why = choose_date(ctx, i, i + 1, (sentence.start, sentence.end), is_speech)
    assert (found is None) == bool(why)
    if found is not None and found.span is not None:
        assert ctx.text[slice(*found.span)] == found.text
    return found.value if found else None


def test_the_date_beside_the_act() -> None:
    assert chosen(context("Kedua menteri bertemu di Wina pada Selasa (29/11)."), "bertemu") == "2016-11-29"


def test_the_date_that_opens_the_sentence() -> None:
    assert chosen(context("Pada Selasa (29/11), polisi menangkap tiga orang."), "menangkap") == "2016-11-29"


def test_each_act_takes_its_own_date() -> None:
    ctx = context("Polisi menangkap pria itu pada Selasa (29/11) setelah ia menyerang pos pada Senin (21/11).")
    assert chosen(ctx, "menangkap") == "2016-11-29"
    assert chosen(ctx, "menyerang") == "2016-11-21"


def test_an_agency_date_dates_the_report() -> None:
    ctx = context("Pasukan menyerang kota itu, seperti dilansir Reuters, Rabu (30/11).")
    assert chosen(ctx, "menyerang") is None


def test_a_speech_date_dates_the_saying() -> None:
    ctx = context('"Mereka menyerang pos kami," kata juru bicara itu dalam keterangannya, Rabu (30/11).')
    assert chosen(ctx, "menyerang") is None
    ctx = context('"Kami mengecam serangan itu," kata menteri kepada wartawan, Rabu (30/11).')
    assert chosen(ctx, "mengecam", is_speech=True) == "2016-11-30"


def test_the_end_of_a_stretch_is_not_the_date_of_the_act() -> None:
    ctx = context("Menteri bertemu mitranya pada Senin untuk membahas tenggat hingga 2020.")
    assert chosen(ctx, "bertemu") == "2016-11-28"


def test_the_year_in_a_name_loses_to_a_day() -> None:
    ctx = context("Kontrak digelar dalam pameran Indo Defence 2016 di Jakarta, Rabu (2/11).")
    assert chosen(ctx, "digelar") == "2016-11-02"


def test_an_act_without_a_date_says_so() -> None:
    ctx = context("Polisi menangkap tiga orang.")
    i = token(ctx, "menangkap")
    assert choose_date(ctx, i, i + 1, (0, len(ctx.doc)), False) == (None, "its sentence names no date")


def test_an_unknown_date_says_why() -> None:
    ctx = context("Polisi menangkap tiga orang pada Selasa.", published=None)
    i = token(ctx, "menangkap")
    found, why = choose_date(ctx, i, i + 1, (0, len(ctx.doc)), False)
    assert found is None and "publication" in why


def test_a_span_keeps_its_end() -> None:
    ctx = context("Menteri bertemu mitranya pada 28-30 November 2016.")
    i = token(ctx, "bertemu")
    found, _ = choose_date(ctx, i, i + 1, (0, len(ctx.doc)), False)
    assert found is not None and (found.value, found.end) == ("2016-11-28", "2016-11-30")


def test_candidates_keep_what_was_weighed() -> None:
    ctx = context("Polisi menangkap pria itu pada Selasa (29/11) setelah ia menyerang pos pada Senin (21/11).")
    i = token(ctx, "menangkap")
    found = candidates(ctx, i, i + 1, (0, len(ctx.doc)), False)
    assert [one.time.text for one in found] == ["Selasa (29/11)", "Senin (21/11)"]
    assert "links" in found[1].signs and found[0].points > found[1].points


def test_every_sign_with_points_can_arise() -> None:
    words = {"links", "relative", "purpose", "quote", "until", "since", "cue between"}
    kinds = {"unknown", "year", "name", "span", "saying", "carrier", "saying, act of speech"}
    assert set(signs().points) == words | kinds | {
        "before",
        "near",
        "opening",
        "inside",
        "hanging on it",
        "hanging on another",
    }
