"""Phrase table of the tokenizer: what stays whole and what comes apart."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from saksi.language.tokenizer import indonesian_tokenizer

NLP = spacy.blank("id")
TOKENIZER = indonesian_tokenizer(NLP)

TABLE = [
    ("Rumahnya dijaga orang-orang itu.", "Rumahnya dijaga orang-orang itu ."),
    ("Perang Dunia ke-2 usai.", "Perang Dunia ke-2 usai ."),
    ("pada Selasa (29/11) pagi", "pada Selasa ( 29/11 ) pagi"),
    ("Rabu (5/11/2025).", "Rabu ( 5/11/2025 ) ."),
    ("pukul 16.15 WIB.", "pukul 16.15 WIB ."),
    ("sebanyak 12.000 jiwa, atau 1,5 persen", "sebanyak 12.000 jiwa , atau 1,5 persen"),
    ("senilai Rp1,5 triliun dan US$20 juta", "senilai Rp 1,5 triliun dan US$ 20 juta"),
    ("naik 20% lagi", "naik 20 % lagi"),
    ("kata H. M. Rasyid, S.H.", "kata H. M. Rasyid , S.H."),
    ("Letjen Dr. Bambang dan Kombes Pol. Rudi", "Letjen Dr. Bambang dan Kombes Pol. Rudi"),
    ('"Kami siap," kata Prof. Tuti.', '" Kami siap , " kata Prof. Tuti .'),
    ("“Siapa itu?” tanyanya…", "“ Siapa itu ? ” tanyanya …"),
    ("JAKARTA, antara.com - Presiden", "JAKARTA , antara.com - Presiden"),
    ("lihat https://contoh.id/berita/1.", "lihat https://contoh.id/berita/1 ."),
    ("surel ke redaksi@contoh.co.id, ya", "surel ke redaksi@contoh.co.id , ya"),
    ("TNI/Polri menjaga pos", "TNI / Polri menjaga pos"),
    ("Tunggu... nanti", "Tunggu ... nanti"),
    ("AS-nya dan F-16", "AS-nya dan F-16"),
    ("Papua—Maluku", "Papua — Maluku"),
    ("seperti dilansirAFPpada Senin", "seperti dilansir AFP pada Senin"),
    ("DilansirReuters, dua kapal", "Dilansir Reuters , dua kapal"),
    ("dikutip daridetikNews, Rabu", "dikutip dari detikNews , Rabu"),
    ("ujarnya kepadaAntara.", "ujarnya kepada Antara ."),
    ("ujarnya kepadaKompas.com, Rabu", "ujarnya kepada Kompas.com , Rabu"),
    ("Presiden RIAmara Sesay di TRIBUN", "Presiden RI Amara Sesay di TRIBUN"),
    ("KUHAPdan dariMu", "KUHAP dan dari Mu"),
    ("Talibanâyang di Château", "Taliban â yang di Château"),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(token.text for token in TOKENIZER(text)) == expected


@given(
    st.text(alphabet=st.sampled_from("aAbS.,!?\"'“”()-/ \n\t\u00a0\u20031:%$Rp"), max_size=80) | st.text(max_size=60)
)
def test_text_survives(text: str) -> None:
    assert TOKENIZER(text).text == text
