"""Phrase table of the sentence ends; ``|`` marks where one sentence ends and the next begins."""

import json
import os
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from saksi.language.tokenizer import indonesian_tokenizer


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("id")
    made.tokenizer = indonesian_tokenizer(made)
    made.add_pipe("saksi_sentences")
    return made


TABLE = [
    "Presiden tiba di Ambon. | Ia disambut gubernur.",
    "Letjen Dr. Bambang Seno tiba. | Kombes Pol. Rudi menjemputnya.",
    "Menurut H. M. Rasyid, rapat pukul 16.15 WIB. | Rapat itu tertutup.",
    '"Kami siap," kata Tuti. | "Kami menunggu."',
    '"Siapa yang datang?" tanya Tuti. | Tak ada jawaban.',
    '"Pergi!" seru polisi kepada massa. | Massa bubar.',
    "Jumlahnya 12.000 orang. | Mereka datang dari Jl. Merdeka No. 5.",
    "Mereka membawa beras, gula, dll. untuk pengungsi.",
    "Mereka membawa beras, gula, dll. | Bantuan itu tiba Senin.",
    "Perundingan berjalan... dan gagal.",
    "Perundingan gagal... | Delegasi pulang.",
    "Saham PT. Maju Jaya naik. | Pasar ramai.",
    "Presiden bertolak ke Ambon. (ant)",
    "Kunjungi www.contoh.id. | Beritanya ada di sana.",
    "Apakah damai mungkin? | Banyak yang ragu!",
]


@pytest.mark.parametrize("marked", TABLE)
def test_sentence_ends(nlp: Language, marked: str) -> None:
    doc = nlp(marked.replace(" | ", " "))
    assert " | ".join(sentence.text for sentence in doc.sents) == marked


@pytest.mark.parametrize("gap", ["\n", "\n\n", "  \n ", "\r\n"])
def test_a_new_line_always_ends_a_sentence(nlp: Language, gap: str) -> None:
    doc = nlp(f"tentara menyerang desa{gap}itu kata saksi")
    assert [sentence.text.strip() for sentence in doc.sents] == ["tentara menyerang desa", "itu kata saksi"]


def test_blanked_regions_do_not_end_one(nlp: Language) -> None:
    assert len(list(nlp("Tentara menyerang          desa itu.").sents)) == 1


def test_given_sentences_stay(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["Ia", "pergi", ".", "Ia", "datang", "."])
    for token in doc:
        token.is_sent_start = token.i == 0
    assert len(list(nlp.get_pipe("saksi_sentences")(doc).sents)) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet='aB. \n"?!…(,', max_size=60))
def test_every_text_has_its_sentences(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


@pytest.mark.parametrize("split", ["train", "dev"])
def test_agreement_with_annotated_articles(nlp: Language, split: str) -> None:
    path = Path(os.environ.get("SAKSI_DATA", "../shared")) / "gold" / f"{split}_articles.jsonl"
    if not path.exists():
        pytest.skip("the annotated articles are not here; set SAKSI_DATA to their folder")
    right = found = wanted = 0
    for line in path.read_text(encoding="utf8").splitlines():
        article = json.loads(line)
        text, spans = article["text"], {tuple(span) for span in article["sentences"]}
        told = set()
        for sentence in nlp(text).sents:
            inner = sentence.text.strip()
            if inner:
                start = text.index(inner, sentence.start_char)
                told.add((start, start + len(inner)))
        right, found, wanted = right + len(told & spans), found + len(told), wanted + len(spans)
    assert 2 * right / (found + wanted) >= 0.98
