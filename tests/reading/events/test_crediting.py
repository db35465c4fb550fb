"""Whom an article credits for an act, in invented passages of newspaper style."""

from typing import Any

import pytest

RETOLD = (
    "Komisi Pemberantasan Korupsi (KPK) menyita uang Rp 2 miliar dan sebuah mobil di rumah Bupati Rasyid. "
    "Juru bicara KPK Lina Hapsari mengatakan, uang Rp 2 miliar dan mobil itu disita di rumah bupati pada Selasa malam."
)
GOES_ON = (
    "Menteri Luar Negeri Yordania Sami Haddad mengatakan bantuan harus segera masuk. "
    "Warga Gaza terus menghadapi serangan dan pengeboman dari Israel. "
    '"Dunia tidak boleh diam," ujarnya.'
)
NESTED = (
    "Menurut laporan Reuters yang mengutip dua pejabat Mesir, Israel menyerang gudang senjata di pinggiran Damaskus "
    "pada Selasa malam."
)
CLOSED = "Tentara Sudan merebut kembali kota Kosti dari RSF. Demikian dilaporkan kantor berita AFP."
DESCRIBED = "Angkatan Laut Iran menahan sebuah kapal tanker, lapor kantor berita Iran, Tasnim."
SEVERAL = (
    "Para pakar PBB menyerukan pembebasan Darwis Alim. "
    "Mereka mengatakan pemerintah Rakau menahan Alim secara sewenang-wenang."
)
CARRIED = (
    "Kelompok bersenjata menyerang pos tentara di perbatasan pada Senin. "
    "Serangan itu menewaskan lima prajurit, lapor kantor berita AFP."
)
PROMISED = (
    "Rumah baru akan dibangun untuk para pengungsi, ujar Menteri Pertanian Sami Haddad. "
    "Musim tanam dimulai bulan depan. Hujan turun."
)
CONTENT = (
    "Kementerian Pertahanan Chad menyatakan dua prajuritnya gugur akibat serangan mortir pemberontak di tepi danau. "
    "Jenazah mereka dipulangkan. Upacara digelar besok."
)


def sources(read: Any, text: str, kind: str) -> list[list[str]]:
    report = read(text)
    return [[report.entity(ref).name for ref in event.sources] for event in report.events if event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (RETOLD, "COERCE", ["Lina Hapsari"]),
        (GOES_ON, "ASSAULT", ["Sami Haddad"]),
        (NESTED, "ASSAULT", ["pejabat Mesir", "Reuters"]),
        (CLOSED, "ASSAULT", ["AFP"]),
        (DESCRIBED, "COERCE", ["Tasnim"]),
        (SEVERAL, "COERCE", ["Para pakar PBB"]),
        (CARRIED, "ASSAULT", ["AFP"]),
        (PROMISED, "AGREE", ["Sami Haddad"]),
        (CONTENT, "ASSAULT", ["Kementerian Pertahanan Chad"]),
    ],
)
def test_who_vouches(read: Any, text: str, kind: str, wanted: list[str]) -> None:
    assert wanted in sources(read, text, kind)


def test_the_article_itself_vouches_for_what_nobody_tells_again(read: Any) -> None:
    text = RETOLD.split(". ")[0] + ". Juru bicara KPK Lina Hapsari mengatakan, pemeriksaan akan dilanjutkan besok."
    assert sources(read, text, "COERCE") == [[]]


def test_the_background_is_not_what_the_last_speaker_goes_on_about(read: Any) -> None:
    text = GOES_ON.replace("Warga Gaza terus", "Sebelumnya, warga Gaza terus")
    assert sources(read, text, "ASSAULT") == [[]]


def test_the_words_behind_a_source_are_evidence(read: Any) -> None:
    report = read(RETOLD)
    (event,) = [e for e in report.events if e.type == "COERCE"]
    words = [report.article.text[v.start : v.end] for v in event.evidence if v.field == "source"]
    assert words == ["Juru bicara KPK Lina Hapsari", "mengatakan"]


def test_each_source_is_shown_by_words_of_its_own(read: Any) -> None:
    report = read(NESTED)
    event = next(event for event in report.events if event.type == "ASSAULT")
    shown = {v.entity: NESTED[v.start : v.end] for v in event.evidence if v.field == "source"}
    assert {report.entity(ref).name for ref in shown} == {"pejabat Mesir", "Reuters"}
    assert all(ref in event.sources for ref in shown)


def test_each_carrier_is_shown_by_its_own_name(read: Any) -> None:
    text = "Israel menyerang gudang senjata di Damaskus, kata pejabat Mesir, dikutip Reuters dan AFP."
    report = read(text)
    shown = [(v.entity, text[v.start : v.end]) for e in report.events for v in e.evidence if v.field == "source"]
    named = {(report.entity(ref).name, words) for ref, words in shown}
    assert {("Reuters", "Reuters"), ("AFP", "AFP")} <= named
    assert not {("Reuters", "AFP"), ("AFP", "Reuters")} & named


def test_the_trace_says_why_somebody_is_credited(read: Any) -> None:
    told = [step.text for step in read(DESCRIBED, explain=True).trace if "credited at" in step.text]
    assert any("Tasnim" in text and "speaker tells" in text for text in told)
