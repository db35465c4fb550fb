"""Phrase table of the affixes: what a grammar book gives for each root and pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.language.affixes import PATTERNS, Form, forms, split_clitic

TABLE = [
    ("serang", "me", "menyerang diserang terserang serang"),
    ("pukul", "me", "memukul dipukul terpukul pukul"),
    ("kirim", "me", "mengirim dikirim terkirim kirim"),
    ("tembak", "me", "menembak ditembak tertembak tembak"),
    ("bom", "me", "mengebom membom dibom terbom bom"),
    ("langgar", "me", "melanggar dilanggar terlanggar langgar"),
    ("larang", "me", "melarang dilarang terlarang larang"),
    ("protes", "me", "memprotes memrotes diprotes terprotes protes"),
    ("kritik", "me", "mengkritik dikritik kritik"),
    ("sponsor", "me-i", "mensponsori disponsori"),
    ("transfer", "me", "mentransfer ditransfer"),
    ("ambil", "me", "mengambil diambil terambil ambil"),
    ("hancur", "me-kan", "menghancurkan dihancurkan hancurkan"),
    ("khianat", "me-i", "mengkhianati dikhianati khianati"),
    ("konfirmasi", "me", "mengonfirmasi mengkonfirmasi dikonfirmasi"),
    ("koordinasi", "me-kan", "mengoordinasikan mengkoordinasikan"),
    ("sah", "me-kan", "mengesahkan mensahkan disahkan sahkan"),
    ("tanda tangan", "me-i", "menanda tangani"),
    ("tandatangan", "me-i", "menandatangani ditandatangani tandatangani"),
    ("nyata", "me-kan", "menyatakan dinyatakan nyatakan"),
    ("syarat", "me-kan", "mensyaratkan disyaratkan"),
    ("kuat", "memper", "memperkuat diperkuat perkuat"),
    ("ingat", "memper-kan", "memperingatkan diperingatkan peringatkan"),
    ("baik", "memper-i", "memperbaiki diperbaiki perbaiki"),
    ("ajar", "memper-i", "mempelajari dipelajari pelajari"),
    ("temu", "ber", "bertemu temu"),
    ("kerja", "ber", "bekerja kerja"),
    ("renang", "ber", "berenang"),
    ("ajar", "ber", "belajar"),
    ("dasar", "ber-kan", "berdasarkan"),
    ("datang", "ber-an", "berdatangan"),
    ("tangkap", "ter", "tertangkap"),
    ("ramai", "ter", "teramai"),
    ("bunuh", "peN-an", "pembunuhan"),
    ("serang", "peN-an", "penyerangan"),
    ("bom", "peN-an", "pengeboman pemboman"),
    ("tembak", "peN", "penembak"),
    ("langgar", "peN-an", "pelanggaran"),
    ("juang", "pe", "pejuang"),
    ("kerja", "pe-an", "pekerjaan"),
    ("janji", "per-an", "perjanjian"),
    ("setuju", "per-an", "persetujuan"),
    ("tempur", "per-an", "pertempuran"),
    ("kerja", "per-an", "pekerjaan"),
    ("menang", "ke-an", "kemenangan"),
    ("serang", "-an", "serangan"),
    ("tawan", "base", "tawan"),
]


@pytest.mark.parametrize(("root", "pattern", "expected"), TABLE)
def test_forms(root: str, pattern: str, expected: str) -> None:
    given_forms = {form.form for form in forms(root, pattern)}
    wanted = {expected} if " " in root else set(expected.split())
    assert wanted <= given_forms


@pytest.mark.parametrize(
    ("root", "wrong"), [("pukul", "mempukul"), ("serang", "menserang"), ("tembak", "mentembak"), ("kirim", "mengkirim")]
)
def test_native_roots_lose_their_consonant(root: str, wrong: str) -> None:
    assert wrong not in {form.form for form in forms(root, "me")}


def test_voices() -> None:
    assert forms("serang", "me") == (
        Form("menyerang", "active"),
        Form("diserang", "passive"),
        Form("terserang", "passive"),
        Form("serang", "base"),
    )
    assert {form.voice for form in forms("bunuh", "peN-an")} == {"noun"}


def test_no_double_i() -> None:
    assert "melarii" not in {form.form for form in forms("lari", "me-i")}


def test_unknown_pattern_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="me-kan"):
        forms("serang", "meng")
    with pytest.raises(ValueError, match="empty"):
        forms(" ", "me")


@pytest.mark.parametrize(
    ("word", "parts"),
    [("rumahnya", ("rumah", "nya")), ("Hanya", ("Hanya", "")), ("PUNYA", ("PUNYA", "")), ("AS-nya", ("AS", "nya"))],
)
def test_split_clitic(word: str, parts: tuple[str, str]) -> None:
    assert split_clitic(word) == parts


@given(st.text(alphabet="abcdefghijklmnoprstuwyz", min_size=1, max_size=12), st.sampled_from(PATTERNS))
def test_any_root_gives_distinct_forms_with_its_ending(root: str, pattern: str) -> None:
    found = [form.form for form in forms(root, pattern)]
    assert len(found) == len(set(found))
    assert all(root[2:] in form or (root, pattern) == ("ajar", "memper-i") for form in found)
