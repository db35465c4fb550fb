"""Phrase table of the role nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.gazetteer import Gazetteer

G = Gazetteer.load()

ROLES = [
    ("presiden", "presiden", "person", "GOV", None),
    ("menlu", "menteri luar negeri", "person", "GOV", None),
    ("Menteri Pertahanan", "menteri pertahanan", "person", "GOV MIL", None),
    ("Kemlu", "kementerian luar negeri", "organisation", "GOV", None),
    ("wamenhan", "wakil menteri pertahanan", "person", "GOV MIL", None),
    ("dubes", "duta besar", "person", "GOV", None),
    ("wagub", "wakil gubernur", "person", "GOV", None),
    ("Wakil Bupati", "wakil bupati", "person", "GOV", None),
    ("kapolri", "kapolri", "person", "COP", "IDN"),
    ("Brigjen", "brigadir jenderal", "person", "MIL", None),
    ("Brigjen Pol", "perwira polisi", "person", "COP", None),
    ("angkatan udara", "angkatan udara", "organisation", "MIL", None),
    ("Kodam", "kodam", "organisation", "MIL", "IDN"),
    ("majelis hakim", "hakim", "person", "JUD", None),
    ("dinas intelijen", "intelijen", "organisation", "SPY", None),
    ("pemberontak", "pemberontak", "group", "REB", None),
    ("orang tak dikenal", "orang bersenjata", "group", "UAF", None),
    ("pengunjuk rasa", "demonstran", "group", "CVL", None),
    ("mahasiswa", "mahasiswa", "group", "EDU CVL", None),
    ("serikat buruh", "buruh", "group", "LAB", None),
    ("tenaga medis", "dokter", "group", "MED", None),
    ("pencari suaka", "pengungsi", "group", "REF", None),
    ("uskup agung", "pendeta", "person", "REL", None),
    ("tersangka", "pelaku", "group", "CRM", None),
    ("LSM", "lembaga swadaya masyarakat", "group", "CVL", None),
]


@pytest.mark.parametrize(("phrase", "name", "kind", "sectors", "country"), ROLES)
def test_a_role_noun_tells_kind_sectors_and_state(
    phrase: str, name: str, kind: str, sectors: str, country: str | None
) -> None:
    role = G.role(phrase)
    assert role is not None
    assert (role.name, role.kind, " ".join(role.sectors), role.country) == (name, kind, sectors, country)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("menteri-menteri", "menteri"),
        ("juru bicaranya", "juru bicara"),
        ("presidennya", "presiden"),
        ("Plt Bupati", "pelaksana tugas bupati"),
    ],
)
def test_plurals_clitics_and_deputies_are_understood(phrase: str, name: str) -> None:
    role = G.role(phrase)
    assert role is not None and role.name == name


def test_a_former_official_is_elite_and_a_former_soldier_stays_one() -> None:
    official, soldier = G.role("mantan presiden"), G.role("eks panglima")
    assert official is not None and official.former and official.sectors == ("ELI", "GOV")
    assert soldier is not None and soldier.former and soldier.sectors == ("MIL", "ELI")


@pytest.mark.parametrize("phrase", ["meja", "presiden rapat", "pm", "ad", "", "mantan"])
def test_what_is_no_role_is_none(phrase: str) -> None:
    assert G.role(phrase) is None


def test_a_word_that_needs_a_name_says_so() -> None:
    chair, police = G.role("ketua"), G.role("polisi")
    assert chair is not None and not chair.alone
    assert police is not None and police.alone


def test_roles_are_found_in_running_words() -> None:
    words = ["Mantan", "Menteri", "Luar", "Negeri", "itu", "bertemu", "para", "pemberontak", "dan", "jubirnya", "."]
    assert [(" ".join(words[a:b]), role.name) for a, b, role in G.find_roles(words)] == [
        ("Mantan Menteri Luar Negeri", "mantan menteri luar negeri"),
        ("pemberontak", "pemberontak"),
        ("jubirnya", "juru bicara"),
    ]


@given(
    words=st.lists(
        st.sampled_from(["nya", "-nya", "", "-", "\x00", "menteri", "mantan", "luar", "negeri", "AS"]) | st.text()
    )
)
def test_any_row_of_words_can_be_scanned(words: list[str]) -> None:
    for found in (G.find_roles(words), G.find_all(words), G.find_holders(words)):
        ends = [0]
        for start, end, _ in found:
            assert ends[-1] <= start < end <= len(words)
            ends.append(end)
