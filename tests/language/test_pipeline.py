"""The trained pipeline on sentences of our own, and what must hold of any text."""

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from saksi.language import load, root


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


LEMMAS = [
    ("Tentara membunuh dua gerilyawan di perbatasan.", "membunuh", "bunuh"),
    ("Polisi menangkap pelaku kemarin.", "menangkap", "tangkap"),
    ("Pemberontak menyerang pos itu.", "menyerang", "serang"),
    ("Dua warga ditembak di pasar.", "ditembak", "tembak"),
    ("Kedua menteri bertemu di Jakarta.", "bertemu", "temu"),
    ("Presiden mengirimkan pasukan ke selatan.", "mengirimkan", "kirim"),
    ("Pembunuhan itu mengejutkan warga.", "Pembunuhan", "bunuh"),
    ("Serangan udara menewaskan lima orang.", "Serangan", "serang"),
    ("Pemerintah memperingatkan para penambang.", "memperingatkan", "ingat"),
    ("Pemberontak membunuhnya di rumah.", "membunuhnya", "bunuh"),
]


@pytest.mark.parametrize(("text", "word", "expected"), LEMMAS)
def test_lemmas_are_roots(nlp: Language, text: str, word: str, expected: str) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert root(token).lower() == expected


TREES = [
    # text, word, dependency (without subtype), head
    ("Tentara menyerang desa itu.", "Tentara", "nsubj", "menyerang"),
    ("Tentara menyerang desa itu.", "desa", "obj", "menyerang"),
    ("Mereka ditangkap di Bandung.", "Bandung", "obl", "ditangkap"),
    ("Menteri itu mengatakan bahwa gencatan senjata sudah berlaku.", "berlaku", "ccomp", "mengatakan"),
    ("Presiden dan gubernur bertemu.", "gubernur", "conj", "Presiden"),
    ("Ia tidak menyetujui usul itu.", "tidak", "advmod", "menyetujui"),
]


@pytest.mark.parametrize(("text", "word", "relation", "head"), TREES)
def test_trees(nlp: Language, text: str, word: str, relation: str, head: str) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert (token.dep_.split(":")[0], token.head.text) == (relation, head)


def test_passive_subject_and_voice(nlp: Language) -> None:
    doc = nlp("Dua warga ditembak oleh tentara.")
    verb = next(token for token in doc if token.text == "ditembak")
    assert verb.morph.get("Voice") == ["Pass"]
    assert any(child.dep_ == "nsubj:pass" for child in verb.children)


def test_names(nlp: Language) -> None:
    doc = nlp("Presiden Joko Widodo bertemu Retno Marsudi di Jakarta, kata juru bicara PBB.")
    assert {(ent.text, ent.label_) for ent in doc.ents} >= {("Joko Widodo", "PER"), ("Jakarta", "LOC"), ("PBB", "ORG")}


def test_white_space_does_not_disturb(nlp: Language) -> None:
    plain, blanked = nlp("Tentara menyerang desa itu."), nlp("Tentara menyerang          desa itu.")
    words = [token for token in blanked if not token.is_space]
    assert [token.dep_ for token in words] == [token.dep_ for token in plain]
    assert [token.head.text for token in words] == [token.head.text for token in plain]
    assert [token.pos_ for token in blanked if token.is_space] == ["SPACE"]


def test_pipe_gives_what_the_call_gives(nlp: Language) -> None:
    texts = ["Tentara menyerang desa.", "", "Polisi menahan dua orang. Mereka diperiksa.", "\n"]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        assert doc.to_json() == nlp(text).to_json()


def test_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    text = "Polisi menangkap pelaku di Medan."
    assert spacy.load(tmp_path)(text).to_json() == nlp(text).to_json()


def test_conventions_have_names() -> None:
    with pytest.raises(ValueError, match="news"):
        load("ptb")


def test_an_endless_sentence_is_parsed_in_parts(nlp: Language) -> None:
    words = ["kata"] * 1500
    doc = Doc(nlp.vocab, words=words)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert sum(token.head.i == token.i for token in doc) == 1
    assert len(list(nlp("kata " * 1500).sents)) >= 5


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80) | st.text(alphabet="aB .\n\t\"'“”?!…,()-1Rp\u00a0\u2003", max_size=80))
def test_any_text_is_read(text: str) -> None:
    doc = _shared()(text)
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
    for sentence in doc.sents:
        assert all(token.head in sentence for token in sentence)
        assert sum(token.head == token for token in sentence) == 1


_LOADED: list[Language] = []


def _shared() -> Language:
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]
