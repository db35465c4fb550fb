"""Phrase tables of the name tables: what a newspaper reader knows of each word."""

import pytest

from saksi.gazetteer import Gazetteer

G = Gazetteer.load()

NAMED = [
    ("AS", "Amerika Serikat", "USA"),
    ("Negeri Paman Sam", "Amerika Serikat", "USA"),
    ("Perancis", "Prancis", "FRA"),
    ("RRT", "China", "CHN"),
    ("Tiongkok", "China", "CHN"),
    ("Korsel", "Korea Selatan", "KOR"),
    ("UEA", "Uni Emirat Arab", "ARE"),
    ("Kosovo", "Kosovo", "XKX"),
    ("palestina", "Palestina", "PSE"),
    ("ISRAEL", "Israel", "ISR"),
    ("Kiev", "Kyiv", "UKR"),
    ("Moskwa", "Moskow", "RUS"),
    ("Istana Elysee", "Istana Élysée", "FRA"),
    ("DK PBB", "Dewan Keamanan PBB", "UNO"),
    ("Asean", "ASEAN", "IGO"),
    ("Al Qaidah", "Al-Qaeda", "IMG"),
    ("Hezbollah", "Hizbullah", "LBN"),
    ("TPNPB-OPM", "Tentara Pembebasan Nasional Papua Barat", "IDN"),
    ("Densus 88 Antiteror Polri", "Detasemen Khusus 88", "IDN"),
    ("Aljazeera", "Al Jazeera", "QAT"),
    ("CNN Indonesia", "CNN Indonesia", "IDN"),
]


@pytest.mark.parametrize(("form", "name", "country"), NAMED)
def test_a_form_leads_to_its_entry(form: str, name: str, country: str) -> None:
    entry = G.lookup(form)
    assert entry is not None
    assert (entry.name, entry.country) == (name, country)


@pytest.mark.parametrize(
    "word", ["as", "As", "is", "antara", "tempo", "istana", "kontras", "ma", "mali", "presiden", ""]
)
def test_an_ordinary_word_is_no_name(word: str) -> None:
    assert G.lookup(word) is None


def test_the_longest_name_wins_and_none_overlap() -> None:
    words = [
        "Duta",
        "Besar",
        "Korea",
        "Selatan",
        "untuk",
        "PBB",
        "bertemu",
        "utusan",
        "Korea",
        "Utara",
        "di",
        "Istana",
        "Negara",
        ".",
    ]
    assert [(" ".join(words[a:b]), e.country) for a, b, e in G.find_all(words)] == [
        ("Korea Selatan", "KOR"),
        ("PBB", "UNO"),
        ("Korea Utara", "PRK"),
        ("Istana Negara", "IDN"),
    ]


@pytest.mark.parametrize("row", ["Al-Qaeda", "Al - Qaeda", "Al Qaeda"])
def test_a_hyphen_may_be_its_own_token(row: str) -> None:
    words = ["kelompok", *row.split(), "menyerang"]
    found = G.longest_match(words, 1)
    assert found is not None and found[0].name == "Al-Qaeda" and found[1] == len(words) - 1


def test_an_ordinary_word_is_not_trusted_at_the_start_of_a_sentence() -> None:
    words = ["Antara", "2010", "dan", "2014", "tidak", "ada", "perang", ".", "Demikian", "dilaporkan", "Antara", "."]
    assert [start for start, _, _ in G.find_all(words)] == [words.index("Antara", 5)]


def test_a_metonym_is_marked() -> None:
    kremlin, jakarta, iran = G.lookup("Kremlin"), G.lookup("Jakarta"), G.lookup("Iran")
    assert kremlin is not None and jakarta is not None and iran is not None
    assert (kremlin.metonym, jakarta.metonym, iran.metonym) == (True, True, False)
    assert jakarta.kind == "place"


def test_names_joined_by_a_hyphen_are_told_from_a_name_with_one() -> None:
    assert all(map(G.joins_names, ("Rusia-Ukraina", "AS-Iran")))
    assert not any(map(G.joins_names, ("Guinea-Bissau", "Rusia", "Rusia-", "orang-orang", "Rusia-orang")))
