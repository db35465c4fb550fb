"""``saksi embargo`` as a user meets it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from saksi.cli import app
from saksi.report import Article, Event, Evidence, Report
from saksi.watch.leads import COLUMNS


def saksi(*words: object) -> Result:
    return CliRunner().invoke(app, ["embargo", *map(str, words)], env={"COLUMNS": "140"})


def test_check_as_text_in_both_languages() -> None:
    asked = ("check", "--from", "RUS", "--to", "Tentara Nasional Libya", "--what", "arms", "--on", "2016-11-29")
    english = saksi(*asked)
    assert english.exit_code == 0
    assert "PROHIBITED" in english.stdout
    assert "S/RES/1970 (2011) 9" in english.stdout
    assert "no legal advice" in english.stdout
    indonesian = saksi(*asked, "--labels", "id")
    assert "DILARANG" in indonesian.stdout
    assert "bukan nasihat hukum" in indonesian.stdout


def test_check_as_json() -> None:
    done = saksi("check", "--to", "LBY", "--on", "2016-11-29", "--format", "json")
    (finding,) = json.loads(done.stdout)
    assert finding["regime"] == "libya"
    assert finding["rule"] == "approval_required"
    assert finding["confidence"] == "verified"
    assert set(finding) >= {"regime", "rule", "instrument", "why", "why_id", "confidence", "exemptions", "missing"}
    assert {e["procedure"] for e in finding["exemptions"]} >= {"none", "committee_approval"}


def test_an_unknown_name_is_cannot_tell_with_the_nearest() -> None:
    done = saksi("check", "--to", "Pasukan Dukngan Cpat Baru", "--on", "2024-01-01", "--format", "json")
    (finding,) = json.loads(done.stdout)
    assert done.exit_code == 0
    assert finding["rule"] == "cannot_tell"
    assert "Pasukan Dukungan Cepat" in finding["nearest"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "--to", "LBY", "--on", "2016-13-01"), "no day"),
        (("check", "--on", "2016-11-29"), "recipient"),
        (("check", "--to", "LBY", "--destination", "Atlantis"), "Atlantis"),
        (("show", "atlantis"), "atlantis"),
        (("report", "tidak-ada.jsonl"), "tidak-ada"),
    ],
)
def test_bad_arguments_get_a_sentence_and_exit_code_2(words: tuple[str, ...], says: str) -> None:
    done = saksi(*words)
    assert done.exit_code == 2
    assert says in done.stderr


ODD = [
    ("lby", "senjata"), ("ly", "drone"), ("gna", "jet tempur"), ("M-23", "kendaraan lapis baja"), ("rsf", "helm"),
    ("pemberontak Houthi di Yaman", "rompi antipeluru"), ("Pasukan Dukungan Cepat (RSF)", "ambulans"),
    ("pemberontak Suriah", "pelatihan"), ("pemerintah Libya", "tentara bayaran"), ("PM Libya", "truk"),
    ("Al-Shabab Mozambik", "suku cadang"), ("Irakk", "teknologi nuklir"), ("NATO", "teknologi rudal"),
    ("", "senjata"), ("\u202eLBY", "amunisi"), ("x" * 400, "pisang"), ("Houthi", ""), ("DRC", "sejata"),
    ("Taliban", "50 drone Shahed"), ("Korut", "kaus kaki"),
]  # fmt: skip


@pytest.mark.parametrize(("to", "what"), ODD)
def test_whatever_is_asked_every_field_is_there(to: str, what: str) -> None:
    done = saksi("check", "--to", to, "--what", what, "--on", "2019-06-01", "--format", "json")
    assert done.exit_code == 0
    for finding in json.loads(done.stdout):
        assert {"regime", "rule", "instrument", "why", "why_id", "confidence", "exemptions"} <= set(finding)
        assert finding["rule"] != "cannot_tell" or finding["missing"]


@pytest.mark.parametrize(
    ("to", "what", "rule"),
    [
        ("lby", "senjata", "approval_required"),
        ("PM Libya", "senjata", "approval_required"),
        ("Li bya", "senjata", "approval_required"),
        ("M-23", "sejata", "prohibited"),
        ("pemberontak Houthi di Yaman", "tank", "prohibited"),
        ("pemberontak Suriah", "senjata", "cannot_tell"),
        ("Al-Shabab Mozambik", "senjata", "cannot_tell"),
        ("Houthi", "ambulans", "not_covered"),
        ("Houthi", "pisang", "cannot_tell"),
        ("NATO", "senjata", "not_covered"),
        ("Congo", "senjata", "notification_required"),
    ],
)
def test_odd_names_and_goods(to: str, what: str, rule: str) -> None:
    done = saksi("check", "--to", to, "--what", what, "--on", "2019-06-01", "--format", "json")
    assert [f["rule"] for f in json.loads(done.stdout)] == [rule]


def test_goods_that_are_not_known_are_said() -> None:
    done = saksi("check", "--to", "LBY", "--what", "pisang", "--on", "2019-06-01")
    assert "pisang" in done.stderr


def test_an_unknown_supplier_is_said_and_the_rest_is_judged() -> None:
    done = saksi("check", "--from", "Negeri \x1b[31mAwan", "--to", "Houthi", "--on", "2024-01-01", "--format", "json")
    assert json.loads(done.stdout)[0]["rule"] == "prohibited"
    assert "no supplier known" in done.stderr
    assert "\x1b" not in done.stderr


def test_list_and_show() -> None:
    listed = saksi("list", "--on", "2016-11-29").stdout
    assert "libya" in listed
    assert "south_africa" in listed
    shown = saksi("show", "libya", "--on", "2016-11-29").stdout
    assert "█" in shown
    assert "│" in shown
    assert "Government of National Accord" in shown
    assert "Government of National Unity" not in shown
    by_country = saksi("show", "Libia", "--on", "1995-01-01", "--labels", "id").stdout
    assert "libya_1992" in by_country
    assert "dilarang" in by_country


def test_show_as_html_draws_the_phases(tmp_path: Path) -> None:
    target = tmp_path / "libya.html"
    assert saksi("show", "libya", "--on", "2016-11-29", "--format", "html", "--output", target).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert '<svg class="phases"' in page
    assert page.count('<g class="phase') == 8
    assert 'class="phase approval_required live"' in page
    assert "no legal advice" in page


HOSTILE = "=CMD|'/c calc'!A1 <script>alert(1)</script> \x1b[31m"


TOLD = "Iran mengirim rudal kepada Houthi. "
FIRST = (
    TOLD + "Pengiriman itu berlangsung lewat laut selama beberapa pekan terakhir dan belum dijelaskan oleh kedua pihak."
)
SECOND = TOLD + "Kapal-kapal kecil dipakai mengangkut muatan pada malam hari dari pelabuhan di selatan."
THIRD = TOLD + "Harga minyak naik setelah kabar tersebut, sementara bursa saham di kawasan Teluk ditutup melemah."


def reported(name: str, outlet: str, text: str) -> Report:
    ents = [
        {"id": "e1", "name": "Iran", "kind": "country", "country": "IRN", "sectors": ["GOV"], "mentions": [(0, 4)]},
        {"id": "e2", "name": "Houthi", "kind": "organisation", "country": "YEM", "sectors": ["REB"],
         "mentions": [(27, 33)]},
    ]  # fmt: skip
    event = Event(
        id="v1", type="AID", quad=2, score=7.0, actors=["e1"], recipients=["e2"], confidence=0.9,
        evidence=[Evidence(field="trigger", start=5, end=13)],
    )  # fmt: skip
    article = Article(
        id=name, text=text, title=name, outlet=outlet, url="javascript:alert(1)", published="2024-01-10",
        sentences=[(0, len(text))],
    )  # fmt: skip
    return Report.model_validate(
        {"schema": "saksi/1", "id": name, "article": article, "entities": ents, "events": [event]}
    )


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [
        reported("a1", "Harian Satu", FIRST), reported("a2", "Harian Dua", SECOND),
        reported(HOSTILE, HOSTILE, THIRD), reported("a4", "Harian Empat", FIRST),
    ]  # fmt: skip
    path.write_text("".join(r.to_json() + "\n" for r in lines) + "{}\n", encoding="utf-8")
    return path


def test_report_as_csv_counts_independent_sources_and_holds_no_formula(stored: Path) -> None:
    done = saksi("report", stored, "--format", "csv")
    assert done.exit_code == 1
    assert "line 5" in done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["rule"] for row in rows] == ["prohibited"] * 4
    assert {row["independent_sources"] for row in rows} == {"3"}  # the fourth is a copy of the first
    assert len({row["story"] for row in rows}) == 1
    assert all(cell[:1] not in ("=", "+", "-", "@") and "\x1b" not in cell for row in rows for cell in row.values())
    assert rows[0]["quote"].startswith("Iran mengirim rudal kepada Houthi.")


def test_report_since_leaves_out_what_is_older(stored: Path) -> None:
    done = saksi("report", stored, "--format", "csv", "--since", "2024-01-11")
    assert list(csv.DictReader(io.StringIO(done.stdout))) == []


def test_report_as_html_obeys_nothing_of_the_article(stored: Path, tmp_path: Path) -> None:
    target = tmp_path / "leads.html"
    saksi("report", stored, "--output", target, "--labels", "id")
    page = target.read_text(encoding="utf-8")
    assert "bukan nasihat hukum" in page
    assert "<script>" not in page
    assert "javascript:" not in page
    assert "\x1b" not in page
    assert page.count('class="card prohibited"') == 1  # one story, a quote an article
    assert page.count("<blockquote>") == 4


def test_a_record_counts_the_same_sources(stored: Path, tmp_path: Path) -> None:
    from saksi.record import Record

    db = tmp_path / "saksi.db"
    with Record.open(db, create=True) as record:
        for line in stored.read_text(encoding="utf-8").splitlines()[:4]:
            record.add(Report.model_validate_json(line))

    def told() -> list[tuple[str, str]]:
        done = saksi("report", "--db", db, "--format", "csv")
        return [(row["story"], row["independent_sources"]) for row in csv.DictReader(io.StringIO(done.stdout))]

    before = told()
    assert CliRunner().invoke(app, ["stories", "--db", str(db)]).exit_code == 0
    assert told() == before
    assert {count for _, count in before} == {"3"}


def test_report_reads_articles_itself(tmp_path: Path) -> None:
    story = tmp_path / "berita.txt"
    story.write_text(
        "Amerika Serikat menuduh Iran memasok senjata kepada Houthi di Yaman, kata Gedung Putih di Washington, "
        "Rabu (10/1/2024). Pejabat itu tidak memberikan perincian tentang jumlah senjata yang dikirim ke sana.",
        encoding="utf-8",
    )
    done = saksi("report", story, "--format", "csv")
    assert done.exit_code == 0
    assert "yemen_houthi" in done.stdout


def test_read_carries_findings(tmp_path: Path) -> None:
    story = tmp_path / "berita.txt"
    story.write_text("Iran mengirim rudal kepada kelompok Houthi di Yaman, kata Israel, Rabu (10/1).", encoding="utf-8")
    for language, says in (("en", "no legal advice"), ("id", "bukan nasihat hukum")):
        done = CliRunner().invoke(app, ["read", str(story), "--published", "2024-01-11", "--labels", language])
        assert says in " ".join(done.stdout.split())
        page = CliRunner().invoke(
            app, ["read", str(story), "--published", "2024-01-11", "--labels", language, "--format", "html"]
        )
        assert says in page.stdout
