"""From sentences to transfers to findings."""

import os
from pathlib import Path

import pytest
from tests.watch.test_rule import table

from saksi.reading.reader import Reader
from saksi.report import Article, Finding, Report
from saksi.watch import annotate

DATA = Path(os.environ.get("SAKSI_DATA", Path(__file__).parents[2].parent / "shared"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str, published: str) -> Report:
    return annotate(reader.read(Article(id="a", text=text, published=published, outlet="Harian Contoh")))


def parties(report: Report, finding: Finding) -> tuple[str | None, str | None]:
    assert finding.transfer is not None
    sides = finding.transfer.supplier, finding.transfer.recipient
    first, second = (report.entity(ref).name if ref else None for ref in sides)
    return first, second


CASES = [
    ("Prancis mengirim pasukan khusus untuk membantu Tentara Nasional Libya, menurut laporan PBB, Senin (6/6).",
     "2016-06-08", "libya", "prohibited", "deployment", "personnel", "Prancis", "Tentara Nasional Libya"),
    ("Iran mengirim rudal kepada kelompok Houthi di Yaman, kata militer Amerika Serikat, Rabu (10/1).",
     "2024-01-11", "yemen_houthi", "prohibited", "delivery", "major_arms", "Iran", "Houthi"),
    ("Amerika Serikat menuduh Iran memasok senjata kepada Houthi, Rabu (10/1).",
     "2024-01-11", "yemen_houthi", "prohibited", "delivery", "arms", "Iran", "Houthi"),
    ("Rusia menjual jet tempur kepada Iran, kata seorang pejabat di Moskow, Kamis (15/1).",
     "2026-01-16", "iran", "prohibited", "delivery", "major_arms", "Rusia", "Iran"),
    ("Rusia membeli drone dari Iran, kata Ukraina, Kamis (12/1).",
     "2023-01-13", "iran", "approval_required", "purchase", "drones", "Iran", "Rusia"),
    ("Pemimpin M23 meminta bantuan militer kepada Rwanda, Kamis (11/1).",
     "2024-01-12", "drc", "prohibited", "request", "assistance", "Rwanda", "Pemimpin M23"),
    ("Presiden Iran berjanji akan mengirim drone kepada Pasukan Dukungan Cepat di Darfur, Kamis (11/1).",
     "2024-01-12", "sudan_darfur", "prohibited", "promise", "drones", "Presiden Iran", "Pasukan Dukungan Cepat"),
    ("Uni Emirat Arab mengirim senjata ke Sudan untuk Pasukan Dukungan Cepat, kata Amnesty International, Kamis (8/5).",
     "2025-05-09", "sudan_darfur", "prohibited", "delivery", "arms", "Uni Emirat Arab", "Pasukan Dukungan Cepat"),
    ("Angkatan Laut AS menyita ribuan senapan serbu asal Iran yang dikirim untuk Houthi, Kamis (11/1).",
     "2024-01-12", "yemen_houthi", "prohibited", "delivery", "small_arms", "Iran", "Houthi"),
    ("China menolak memasok senjata kepada Taliban, Kamis (11/1).",
     "2024-01-12", "taliban", "prohibited", "refusal", "arms", "China", "Taliban"),
    ("Hizbullah menerima kiriman rudal dari Iran, kata Israel, Kamis (11/7).",
     "2024-07-12", "lebanon", "prohibited", "delivery", "major_arms", "Iran", "Hizbullah"),
    ("Rusia mengirim tentara bayaran ke Republik Afrika Tengah, kata Prancis, Selasa (12/1).",
     "2021-01-13", "car", "cannot_tell", "deployment", "mercenaries", "Rusia", "Republik Afrika Tengah"),
    ("Dewan Keamanan PBB mencabut embargo senjata terhadap Eritrea, Rabu (14/11).",
     "2018-11-15", "eritrea", "permitted", "lifting", "arms", None, "Eritrea"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_a_sentence(reader: Reader, case: tuple[str, ...]) -> None:
    text, published, regime, rule, form, what, giver, taker = case
    report = read(reader, text, published)
    finding = next(f for f in report.embargo if f.regime == regime)
    assert finding.transfer is not None
    assert (finding.rule, finding.transfer.form, finding.transfer.what) == (rule, form, what)
    assert parties(report, finding) == (giver, taker)
    assert finding.transfer.words is not None
    assert Report.model_validate_json(report.to_json()) == report


@pytest.mark.parametrize(
    "text",
    [
        "Palang Merah mengirim obat-obatan ke Libya, Kamis (9/1).",
        "Turki dan Rusia menyerukan gencatan senjata di Libya, Kamis (9/1).",
        "Perserikatan Bangsa-Bangsa menerapkan embargo pengiriman senjata ke Libya, Kamis (9/1).",
        "Indonesia mengirim pasukan perdamaian ke Lebanon, Kamis (9/1).",
        "Israel mengerahkan pasukan di perbatasan Lebanon, Kamis (9/1).",
        "Jerman menjual kapal selam kepada Norwegia, Kamis (9/1).",
    ],
)
def test_what_is_no_transfer(reader: Reader, text: str) -> None:
    assert read(reader, text, "2020-01-10").embargo == []


TOLD, UNTOLD = table("told.tsv"), table("untold.tsv")


def says(report: Report, finding: Finding, row: dict[str, str]) -> bool:
    """Whether a finding is what a line of the table asks for; a name of the report may be longer than the table's."""
    assert finding.transfer is not None
    giver, taker = parties(report, finding)
    told = finding.transfer
    exact = (("regime", finding.regime), ("rule", finding.rule), ("form", told.form), ("goods", told.what))
    named = (("supplier", giver or "-"), ("recipient", taker or "-"))
    return all(row[key] in ("*", value) for key, value in exact) and all(
        row[key] in ("*", value) or (row[key] != "-" and row[key] in value) for key, value in named
    )


@pytest.mark.parametrize("row", TOLD, ids=lambda row: row["text"][:40])
def test_what_is_told_of_transfers(reader: Reader, row: dict[str, str]) -> None:
    report = read(reader, row["text"], row["published"])
    assert any(says(report, finding, row) for finding in report.embargo), [f.why for f in report.embargo]


@pytest.mark.parametrize("row", UNTOLD, ids=lambda row: row["text"][:40])
def test_what_tells_of_none(reader: Reader, row: dict[str, str]) -> None:
    assert read(reader, row["text"], row["published"]).embargo == []


def test_a_denial_and_who_says_so(reader: Reader) -> None:
    denied = read(reader, "Iran membantah memasok senjata kepada Houthi, Kamis (11/1).", "2024-01-12")
    assert {f.transfer.standing for f in denied.embargo if f.transfer} == {"denied"}
    alleged = read(
        reader, "Iran mengirim rudal kepada Houthi, kata Menteri Luar Negeri Israel, Rabu (10/1).", "2024-01-11"
    )
    (finding,) = alleged.embargo
    assert finding.transfer is not None
    assert finding.transfer.standing == "alleged"
    assert "alleged by" in finding.why


def test_an_undated_act_is_judged_on_the_day_of_publication_and_says_so(reader: Reader) -> None:
    report = read(reader, "Iran mengirim rudal kepada kelompok Houthi di Yaman.", "2024-01-11")
    (finding,) = report.embargo
    assert finding.transfer is not None
    if not report.events[0].date:
        assert finding.transfer.dated == "published"
        assert "day" in finding.missing


def test_findings_are_made_anew(reader: Reader) -> None:
    report = read(reader, CASES[1][0], CASES[1][1])
    assert annotate(report).embargo == report.embargo
    assert annotate(report.model_copy(update={"events": []})).embargo == []


def test_the_missions_article(reader: Reader) -> None:
    path = DATA / "gold" / "seed.txt"
    if not path.is_file():
        pytest.skip("the mission's article is not at hand")
    from saksi.articles import load

    (article,) = load(str(path))
    assert isinstance(article, Article)
    report = annotate(reader.read(article))
    told = {(f.transfer.form, f.transfer.what, f.transfer.on[:7]) for f in report.embargo if f.transfer}
    assert {(f.regime, f.rule, f.instrument) for f in report.embargo} == {
        ("libya", "prohibited", "S/RES/1970 (2011) 9")
    }
    assert ("request", "assistance", "2016-09") in told
    assert ("request", "assistance", "2016-11") in told
    assert any(form == "deployment" and what == "personnel" for form, what, _ in told)
    for finding in report.embargo:
        assert finding.transfer is not None
        assert report.entity(finding.transfer.recipient or "").name == "Khalifa Haftar"
        if finding.transfer.form == "deployment":
            assert finding.transfer.standing == "alleged"
            assert "alleged by the article" in finding.why
