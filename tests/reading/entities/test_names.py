"""Names, titles and how mentions join."""

from __future__ import annotations

import pytest
from tests.reading.entities.parse import names_of, parse, parties

from saksi.reading.entities.names import is_short_for


def test_title_is_no_part_of_the_name_and_tells_state_and_sector() -> None:
    doc = parse(
        "Menteri/NOUN/7/nsubj Luar/NOUN/1/nmod Negeri/NOUN/2/nmod Norwegia/PROPN/1/nmod Ole/PROPN/1/appos+PER"
        " Tangen/PROPN/5/flat+PER menolak/VERB/0/root usul/NOUN/7/obj itu/DET/8/det ./PUNCT/7/punct",
        "|Tangen/PROPN/2/nsubj+PER pulang/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    (number,) = found.resolve(doc[0])
    person = found.entity(number)
    assert (person.name, person.kind, person.country) == ("Ole Tangen", "person", "NOR")
    assert "GOV" in person.sectors
    assert person.role == "Menteri Luar Negeri Norwegia"
    assert "Tangen" in person.aliases
    assert names_of(found, doc, "Tangen", 1) == ["Ole Tangen"]
    assert names_of(found, doc, "Norwegia") == ["Ole Tangen"]


def test_role_behind_the_name() -> None:
    doc = parse(
        "Ole/PROPN/7/nsubj+PER Tangen/PROPN/1/flat+PER ,/PUNCT/4/punct juru/NOUN/1/appos bicara/NOUN/4/flat"
        " NATO/PROPN/4/nmod"
        " menolak/VERB/0/root ./PUNCT/7/punct",
        "Ole/PROPN/8/nsubj+PER Tangen/PROPN/1/flat+PER ,/PUNCT/4/punct juru/NOUN/1/appos bicara/NOUN/4/flat"
        " NATO/PROPN/4/nmod"
        " ,/PUNCT/4/punct menolak/VERB/0/root ./PUNCT/7/punct",
    )
    person = parties(doc).entity(parties(doc).resolve(doc[9])[0])
    assert person.country == "IGO"
    assert person.role is not None and person.role.startswith("juru bicara")


def test_last_name_first_name_and_spelling_variants_are_one_person() -> None:
    doc = parse(
        "Darmawan/PROPN/3/nsubj+PER Sulistiyo/PROPN/1/flat+PER datang/VERB/0/root ./PUNCT/3/punct",
        "Sulistyo/PROPN/2/nsubj+PER bicara/VERB/0/root ./PUNCT/2/punct",
        "Darmawan/PROPN/2/nsubj+PER pulang/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert found.resolve(doc[0]) == found.resolve(doc[4]) == found.resolve(doc[7])


def test_short_words_are_not_joined_by_likeness() -> None:
    doc = parse(
        "Anna/PROPN/2/nsubj+PER datang/VERB/0/root ./PUNCT/2/punct",
        "Anne/PROPN/2/nsubj+PER pulang/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert found.resolve(doc[0]) != found.resolve(doc[3])


def test_abbreviation_in_brackets_joins_its_long_form() -> None:
    doc = parse(
        "Gerakan/PROPN/7/nsubj+ORG Rakyat/PROPN/1/flat+ORG Mandiri/PROPN/1/flat+ORG (/PUNCT/5/punct"
        " GRM/PROPN/1/appos+ORG"
        " )/PUNCT/5/punct menyerang/VERB/0/root kota/NOUN/7/obj ./PUNCT/7/punct",
        "GRM/PROPN/2/nsubj+ORG mundur/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert found.resolve(doc[0]) == found.resolve(doc[9])
    assert found.entity(found.resolve(doc[9])[0]).name == "Gerakan Rakyat Mandiri"


def test_pair_in_one_token_is_two_states() -> None:
    doc = parse("AS-Jepang/PROPN/2/nsubj menggelar/VERB/0/root latihan/NOUN/2/obj ./PUNCT/2/punct")
    found = parties(doc)
    assert [found.entity(n).country for n in found.resolve(doc[0])] == ["USA", "JPN"]


def test_listed_name_hidden_behind_a_lost_blank() -> None:
    doc = parse("Kata/VERB/0/root dia/PRON/1/nsubj dikutip/VERB/1/advcl dariReuters/PROPN/3/obl ./PUNCT/1/punct")
    found = parties(doc)
    entity = found.entity(found.resolve(doc[3])[0])
    assert entity.name == "Reuters"
    assert [doc.text[s:e] for s, e in entity.mentions] == ["Reuters"]


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("TPNPB", "Tentara Pembebasan Nasional Papua Barat", True),
        ("Kemlu", "Kementerian Luar Negeri", True),
        ("PBB", "Perserikatan Bangsa-Bangsa", True),
        ("TNI", "Kementerian Luar Negeri", False),
        ("X", "Xinhua Daily", False),
    ],
)
def test_is_short_for(short: str, long: str, fits: bool) -> None:
    assert is_short_for(short, long) is fits


def test_person_behind_a_rank_is_found_without_the_recogniser() -> None:
    doc = parse(
        "Komandan/NOUN/7/nsubj Kodam/PROPN/1/nmod ,/PUNCT/4/punct Kolonel/NOUN/1/appos Darma/PROPN/4/appos"
        " Wirawan/PROPN/5/flat menolak/VERB/0/root ./PUNCT/7/punct"
    )
    found = parties(doc)
    person = found.entity(found.resolve(doc[4])[0])
    assert (person.name, person.kind, person.country, person.sectors[0]) == ("Darma Wirawan", "person", "IDN", "MIL")


def test_what_an_office_is_over_is_no_person() -> None:
    doc = parse(
        "Gubernur/NOUN/3/nsubj Aceh/PROPN/1/nmod+PER datang/VERB/0/root ./PUNCT/3/punct",
    )
    found = parties(doc)
    assert all(p.name != "Aceh" or p.kind == "place" for p in found.parties)


def test_body_that_many_states_have_takes_the_state_beside_it() -> None:
    doc = parse(
        "Mahkamah/PROPN/4/nsubj Agung/PROPN/1/flat Norwegia/PROPN/1/nmod menolak/VERB/0/root gugatan/NOUN/4/obj"
        " ./PUNCT/4/punct",
        "Mahkamah/PROPN/3/nsubj Agung/PROPN/1/flat menunggu/VERB/0/root ./PUNCT/3/punct",
    )
    found = parties(doc)
    assert found.resolve(doc[0]) == found.resolve(doc[6])
    assert found.entity(found.resolve(doc[0])[0]).country == "NOR"


def test_ministry_by_its_short_and_long_name_is_one_body() -> None:
    doc = parse(
        "Kementerian/PROPN/5/nsubj+ORG Luar/PROPN/1/flat+ORG Negeri/PROPN/1/flat+ORG Norwegia/PROPN/1/nmod"
        " menolak/VERB/0/root usul/NOUN/5/obj ./PUNCT/5/punct",
        "Kemlu/PROPN/2/nsubj menunggu/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert found.resolve(doc[0]) == found.resolve(doc[7])


def test_a_thing_and_its_abbreviation_name_no_party() -> None:
    doc = parse(
        "Bupati/NOUN/2/nsubj menaikkan/VERB/0/root Indeks/PROPN/2/obj+ORG Pembangunan/PROPN/3/flat+ORG "
        "Manusia/PROPN/3/flat+ORG (/PUNCT/7/punct IPM/PROPN/3/appos+ORG )/PUNCT/7/punct ./PUNCT/2/punct",
        "IPM/PROPN/2/nsubj+ORG naik/VERB/0/root di/ADP/4/case kantor/NOUN/2/obl BKKBN/PROPN/4/nmod+ORG ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert names_of(found, doc, "BKKBN") == ["kantor BKKBN"]
    for word, which in (("Indeks", 0), ("IPM", 0), ("IPM", 1)):
        assert names_of(found, doc, word, which) == [], word


def test_state_behind_a_body_s_short_form_is_the_body_s() -> None:
    doc = parse(
        "Swedia/PROPN/3/nsubj ,/PUNCT/1/punct menunggu/VERB/0/root Swedia/PROPN/3/obj ./PUNCT/3/punct",
        "Komisi/PROPN/8/nsubj+ORG Anti/PROPN/1/flat+ORG Suap/PROPN/1/flat+ORG (/PUNCT/5/punct KAS/PROPN/1/appos+ORG"
        " )/PUNCT/5/punct Norwegia/PROPN/1/nmod menahan/VERB/0/root Rudi/PROPN/8/obj+PER ./PUNCT/8/punct",
    )
    found = parties(doc)
    assert found.entity(found.resolve(doc[5])[0]).country == "NOR"


def test_a_word_with_a_hyphen_that_joins_two_listed_names_is_both() -> None:
    doc = parse("Perang/NOUN/3/nsubj Norwegia-Swedia/PROPN/1/nmod+ORG pecah/VERB/0/root ./PUNCT/3/punct")
    assert names_of(parties(doc), doc, "Norwegia-Swedia") == ["Norwegia", "Swedia"]
