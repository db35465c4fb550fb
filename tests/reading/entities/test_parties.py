"""States and their by-names, unnamed parties, references, lists, owners."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from tests.reading.entities.parse import VOCAB, names_of, parse, parties


def test_capital_and_government_are_the_state_when_they_act() -> None:
    doc = parse(
        "Norwegia/PROPN/2/nsubj memanggil/VERB/0/root duta/NOUN/2/obj besar/ADJ/3/flat ./PUNCT/2/punct",
        "Oslo/PROPN/2/nsubj menolak/VERB/0/root syarat/NOUN/2/obj itu/DET/3/det ./PUNCT/2/punct",
        "Pemerintah/NOUN/3/nsubj Norwegia/PROPN/1/nmod menutup/VERB/0/root pelabuhan/NOUN/3/obj ./PUNCT/3/punct",
        "Mereka/PRON/2/nsubj bertemu/VERB/0/root di/ADP/4/case Oslo/PROPN/2/obl ./PUNCT/2/punct",
    )
    found = parties(doc)
    state = found.resolve(doc[0])
    assert state == found.resolve(doc[5]) == found.resolve(doc[10])
    entity = found.entity(state[0])
    assert (entity.name, entity.kind, entity.country, entity.sectors) == ("Norwegia", "country", "NOR", ["GOV"])
    assert {"Oslo", "Pemerintah Norwegia"} <= set(entity.aliases)
    assert found.resolve(doc[18]) != state


def test_armed_forces_of_a_state_are_one_body_apart_from_it() -> None:
    doc = parse(
        "Militer/NOUN/3/nsubj Norwegia/PROPN/1/nmod menggelar/VERB/0/root latihan/NOUN/3/obj ./PUNCT/3/punct",
        "Pasukan/NOUN/3/nsubj Norwegia/PROPN/1/nmod pulang/VERB/0/root ./PUNCT/3/punct",
        "Norwegia/PROPN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    force = found.resolve(doc[0])
    assert force == found.resolve(doc[5])
    assert found.entity(force[0]).sectors == ["MIL"]
    assert found.entity(force[0]).country == "NOR"
    assert found.resolve(doc[9]) != force


def test_unnamed_party_is_its_head_with_classifying_words() -> None:
    doc = parse(
        "Sejumlah/DET/2/det warga/NOUN/6/nsubj sipil/ADJ/2/amod yang/PRON/5/nsubj mengungsi/VERB/2/acl"
        " diserang/VERB/0/root"
        " kelompok/NOUN/6/obl bersenjata/VERB/7/amod ./PUNCT/6/punct"
    )
    found = parties(doc)
    civilians = found.entity(found.resolve(doc[1])[0])
    assert civilians.name == "warga sipil"
    assert civilians.sectors[0] == "CVL"
    assert found.resolve(doc[0]) == found.resolve(doc[1])
    assert "REB" in found.entity(found.resolve(doc[6])[0]).sectors


def test_coordination_and_lists_come_back_whole() -> None:
    doc = parse(
        "Norwegia/PROPN/5/nsubj ,/PUNCT/3/punct Swedia/PROPN/1/conj dan/CCONJ/5/cc bertemu/VERB/0/root ./PUNCT/5/punct",
        "Norwegia/PROPN/4/nsubj dan/CCONJ/3/cc Swedia/PROPN/1/conj bertemu/VERB/0/root ./PUNCT/4/punct",
        "Berbagai/DET/2/det negara/NOUN/8/nsubj ,/PUNCT/5/punct seperti/ADP/5/case Mesir/PROPN/2/nmod dan/CCONJ/7/cc"
        " Yordania/PROPN/5/conj menolak/VERB/0/root ./PUNCT/8/punct",
    )
    found = parties(doc)
    assert names_of(found, doc, "Norwegia", 1) == ["Norwegia", "Swedia"]
    assert names_of(found, doc, "negara") == ["Mesir", "Yordania"]


def test_list_behind_what_is_said_of_those_listed() -> None:
    doc = parse(
        "Tiga/NUM/2/nummod negara/NOUN/11/nsubj yang/PRON/5/nsubj akan/AUX/5/aux hadir/VERB/2/acl ,/PUNCT/8/punct"
        " yakni/CCONJ/8/cc Mesir/PROPN/2/appos dan/CCONJ/10/cc Yordania/PROPN/8/conj menolak/VERB/0/root"
        " ./PUNCT/11/punct"
    )
    assert names_of(parties(doc), doc, "negara") == ["Mesir", "Yordania"]
    cut_short = parse("Negara/NOUN/0/root yang/PRON/1/acl")
    assert names_of(parties(cut_short), cut_short, "Negara") == []


def test_owner_of_a_thing() -> None:
    doc = parse(
        "Drone/NOUN/3/nsubj Ukraina/PROPN/1/nmod menghantam/VERB/0/root fasilitas/NOUN/3/obj nuklir/NOUN/4/nmod"
        " Iran/PROPN/4/nmod"
        " ./PUNCT/3/punct"
    )
    found = parties(doc)
    assert found.resolve(doc[0]) == ()
    assert [found.entity(n).name for n in found.resolve_owner(doc[0])] == ["Ukraina"]
    assert [found.entity(n).name for n in found.resolve_owner(doc[3])] == ["Iran"]


def test_pronoun_takes_the_subject_before_the_nearer_object() -> None:
    doc = parse(
        "Ole/PROPN/3/nsubj+PER Tangen/PROPN/1/flat+PER menemui/VERB/0/root Nils/PROPN/3/obj+PER Berg/PROPN/4/flat+PER"
        " ./PUNCT/3/punct",
        "Ia/PRON/2/nsubj meminta/VERB/0/root bantuan/NOUN/2/obj ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert names_of(found, doc, "Ia") == ["Ole Tangen"]


def test_pronoun_without_a_person_near_stays_open() -> None:
    doc = parse("Ia/PRON/2/nsubj meminta/VERB/0/root bantuan/NOUN/2/obj ./PUNCT/2/punct")
    assert parties(doc).resolve(doc[0]) == ()


def test_first_person_is_whoever_the_statement_step_names() -> None:
    doc = parse(
        "“/PUNCT/3/punct Kami/PRON/3/nsubj menolak/VERB/0/root ”/PUNCT/3/punct ,/PUNCT/3/punct kata/VERB/3/parataxis"
        " Nils/PROPN/6/nsubj+PER Berg/PROPN/7/flat+PER ./PUNCT/3/punct"
    )
    found = parties(doc)
    assert found.resolve(doc[1]) == ()
    (speaker,) = found.resolve(doc[6])
    found.quote_speaker = lambda token: speaker
    assert found.resolve(doc[1]) == (speaker,)


def test_definite_office_takes_up_its_holder() -> None:
    doc = parse(
        "Menteri/NOUN/6/nsubj Pertahanan/NOUN/1/nmod Norwegia/PROPN/1/nmod Ole/PROPN/1/appos+PER"
        " Tangen/PROPN/4/flat+PER"
        " tiba/VERB/0/root ./PUNCT/6/punct",
        "Sang/DET/2/det menteri/NOUN/3/nsubj menolak/VERB/0/root ./PUNCT/3/punct",
    )
    found = parties(doc)
    assert names_of(found, doc, "menteri") == ["Ole Tangen"]


def test_used_lists_named_parties_and_the_unnamed_ones_asked_for() -> None:
    doc = parse(
        "Norwegia/PROPN/2/nsubj menahan/VERB/0/root pengunjuk/NOUN/2/obj rasa/NOUN/3/flat ./PUNCT/2/punct",
    )
    found = parties(doc)
    (crowd,) = found.resolve(doc[2])
    assert [e.name for e in found.used(set())] == ["Norwegia"]
    assert {e.name for e in found.used({crowd})} == {"Norwegia", "pengunjuk rasa"}


WORDS = st.sampled_from(
    [
        *[
            "Presiden",
            "Menteri",
            "Norwegia",
            "Oslo",
            "warga",
            "polisi",
            "kelompok",
            "bersenjata",
            "(",
            ")",
            ",",
            ".",
            "“",
            "”",
            "-",
            "dan",
            "Prabowo",
            "ia",
            "mereka",
        ],
        *["kedua", "negara", "tersebut", "pasukannya", "AS-Jepang", "seperti", "TNI", "DPR", "RI", "di", "12"],
        "\u202e",
        "\x1b[31m",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25), st.data())
def test_any_parse_gives_spans_inside_the_text(words: list[str], data: st.DataObject) -> None:
    size = len(words)
    heads = data.draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))
    heads = [min(h, i) for i, h in enumerate(heads)]
    labels = data.draw(
        st.lists(st.sampled_from(["nsubj", "conj", "nmod", "obj", "flat", "case"]), min_size=size, max_size=size)
    )
    tags = data.draw(st.lists(st.sampled_from(["NOUN", "PROPN", "VERB", "PUNCT"]), min_size=size, max_size=size))
    doc = Doc(VOCAB, words, heads=heads, deps=labels, pos=tags, sent_starts=[True] + [False] * (size - 1))
    found = parties(doc)
    for token in doc:
        for number in (*found.resolve(token), *found.resolve_owner(token), *found.resolve_clitic(token)):
            entity = found.entity(number)
            assert entity.name
            assert all(0 <= s < e <= len(doc.text) for s, e in entity.mentions)
        start, end = found.span_of(token)
        assert 0 <= start < end <= len(doc.text)


def test_both_sides_are_the_two_states_named_before() -> None:
    doc = parse(
        "Norwegia/PROPN/2/nsubj menuduh/VERB/0/root Swedia/PROPN/2/obj ./PUNCT/2/punct",
        "Kedua/NUM/2/nummod negara/NOUN/3/nsubj berunding/VERB/0/root ./PUNCT/3/punct",
    )
    found = parties(doc)
    assert names_of(found, doc, "negara") == ["Norwegia", "Swedia"]


def test_group_noun_with_a_body_s_name_is_that_body() -> None:
    doc = parse(
        "Kelompok/NOUN/3/nsubj Hamas/PROPN/1/nmod menolak/VERB/0/root usul/NOUN/3/obj ./PUNCT/3/punct",
        "Hamas/PROPN/2/nsubj menunggu/VERB/0/root ./PUNCT/2/punct",
    )
    found = parties(doc)
    assert found.resolve(doc[0]) == found.resolve(doc[5])


def test_own_side_is_who_speaks_and_words_for_kinds_of_things_are_no_party() -> None:
    doc = parse(
        "Norwegia/PROPN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct",
        "Menteri/NOUN/4/nsubj Ola/PROPN/1/flat+PER Nordmann/PROPN/1/flat+PER mengatakan/VERB/0/root"
        " pihaknya/PRON/6/nsubj menolak/VERB/4/ccomp bantuan/NOUN/6/obj militer/NOUN/7/nmod ./PUNCT/4/punct",
    )
    found = parties(doc)
    assert names_of(found, doc, "pihaknya") == ["Ola Nordmann"]
    assert names_of(found, doc, "militer") == []


def test_whoever_is_bidden_to_act_is_a_party_whatever_the_noun() -> None:
    bidden = parse(
        "Menteri/NOUN/2/nsubj mengimbau/VERB/0/root perajin/NOUN/2/obj untuk/SCONJ/5/mark menurunkan/VERB/2/xcomp "
        "harga/NOUN/5/obj ./PUNCT/2/punct"
    )
    assert [parties(bidden).entity(n).name for n in parties(bidden).resolve(bidden[2])] == ["perajin"]
    for told in (
        "mengimbau/VERB/0/root penundaan/NOUN/2/obj untuk/SCONJ/5/mark menurunkan/VERB/2/xcomp",  # a deed
        "membeli/VERB/0/root perajin/NOUN/2/obj untuk/SCONJ/5/mark menurunkan/VERB/2/xcomp",  # not bidden
        "meminta/VERB/0/root perkara/NOUN/2/obj agar/SCONJ/5/mark diusut/VERB/2/advcl",  # it does nothing itself
    ):
        doc = parse(f"Menteri/NOUN/2/nsubj {told} ./PUNCT/2/punct")
        assert parties(doc).resolve(doc[2]) == (), told


def test_those_bidden_together_or_behind_kepada_are_parties_each() -> None:
    doc = parse(
        "Ia/PRON/2/nsubj meminta/VERB/0/root kepada/ADP/4/case penjahit/NOUN/2/obl dan/CCONJ/6/cc "
        "perajin/NOUN/4/conj untuk/SCONJ/8/mark menarik/VERB/6/acl beras/NOUN/8/obj ./PUNCT/2/punct"
    )
    assert [names_of(parties(doc), doc, noun) for noun in ("penjahit", "perajin")] == [
        ["penjahit", "perajin"],
        ["perajin"],
    ]
    doc = parse(
        "Bank/NOUN/2/nsubj mendorong/VERB/0/root perbankan/NOUN/2/obj menyalurkan/VERB/2/ccomp "
        "kredit/NOUN/4/obj ./PUNCT/2/punct"
    )
    assert names_of(parties(doc), doc, "perbankan") == ["perbankan"]


def test_a_side_is_a_party_by_the_word_behind_it_or_as_all_of_them() -> None:
    told = parse("Ia/PRON/2/nsubj memanggil/VERB/0/root pihak/NOUN/2/obj sekolahan/NOUN/3/nmod ./PUNCT/2/punct")
    assert names_of(parties(told), told, "pihak") == ["pihak sekolahan"]
    every = parse("Ia/PRON/2/nsubj memanggil/VERB/0/root semua/DET/4/det pihak/NOUN/2/obj ./PUNCT/2/punct")
    assert names_of(parties(every), every, "pihak") == ["semua pihak"]
    only = parse("Ia/PRON/2/nsubj memanggil/VERB/0/root pihak/NOUN/2/obj itu/DET/3/det ./PUNCT/2/punct")
    assert names_of(parties(only), only, "pihak") == []


def test_an_area_that_is_pointed_at_is_the_place_last_named() -> None:
    doc = parse(
        "Warga/NOUN/2/nsubj mengungsi/VERB/0/root di/ADP/4/case Tarakan/PROPN/2/obl+LOC ./PUNCT/2/punct",
        "Banjir/NOUN/2/nsubj menutup/VERB/0/root kota/NOUN/2/obj itu/DET/3/det ./PUNCT/2/punct",
    )
    assert names_of(parties(doc), doc, "kota") == ["Tarakan"]


def test_a_court_is_of_the_state_that_the_article_is_about(read: Any) -> None:
    abroad = read(
        "Presiden Georgia Salome Zourabichvili menuduh Rusia. Parlemen Georgia menolak usul itu. Polisi Georgia "
        "menangkap 27 orang di Tbilisi. Mahkamah Konstitusi menolak gugatan oposisi."
    )
    home = read("Mahkamah Konstitusi menolak gugatan oposisi.")
    for report, state in ((abroad, "GEO"), (home, "IDN")):
        assert [e.country for e in report.entities if e.name == "Mahkamah Konstitusi"] == [state]
