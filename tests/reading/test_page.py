"""The mission's own page, read from the file as a user would: needs the annotated data."""

import json
import os
from pathlib import Path

import pytest

from saksi.articles import load
from saksi.reading.reader import Reader
from saksi.report import Article, Report

DATA = Path(os.environ.get("SAKSI_DATA", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.skipif(
    not (DATA / "gold" / "seed.txt").is_file(), reason="the annotated articles are not here"
)


@pytest.fixture(scope="module")
def page(reader: Reader) -> Report:
    (article,) = load(str(DATA / "gold" / "seed.txt"))
    assert isinstance(article, Article)
    return reader.read(article)


@pytest.fixture(scope="module")
def gold() -> dict:
    return json.loads((DATA / "gold" / "seed_gold.jsonl").read_text(encoding="utf-8"))


def forms(report: Report, ref: str) -> set[str]:
    entity = report.entity(ref)
    spans = {report.article.text[s:e] for s, e in entity.mentions}
    return {f.casefold() for f in {entity.name, *entity.aliases, *spans}}


def names(report: Report, refs: list[str], wanted: list[str]) -> bool:
    """Whether each wanted name is one of the parties, or there is none where none is wanted."""
    return all(any(w.casefold() in forms(report, r) for r in refs) for w in wanted) and bool(refs) == bool(wanted)


def test_page_furniture_becomes_metadata(page: Report) -> None:
    article = page.article
    assert article.published == "2016-12-01"
    assert article.text[slice(*article.published_span)].endswith("2016")
    assert article.title is not None and article.title.startswith("Komandan Militer Libya")
    assert article.dateline is not None and article.dateline.place == "Jakarta"
    assert {(c.kind, c.name) for c in article.credits} >= {("syndication", "CNN Indonesia")}
    assert any(c.kind == "photo" and "Reuters" in c.name for c in article.credits)
    for event in page.events:
        for words in event.evidence:
            for piece in article.furniture:
                assert words.end <= piece.span[0] or words.start >= piece.span[1]


def test_at_least_nine_of_eleven_events_have_the_right_parties_and_dates(page: Report, gold: dict) -> None:
    def told(wanted: dict) -> bool:
        for event in page.events:
            if event.type != wanted["type"]:
                continue
            both = [*event.actors, *event.recipients]
            if event.type == "CONSULT":
                right = names(page, both, wanted["actors"] + wanted["recipients"])
            else:
                right = names(page, event.actors, wanted["actors"]) and names(
                    page, event.recipients, wanted["recipients"]
                )
            day = event.date.value if event.date else None
            if right and (wanted["date"] is None or (day or "").startswith(wanted["date"])):
                return True
        return False

    missing = [f"{e['type']} {e['trigger']} {e['date']}" for e in gold["events"] if not told(e)]
    assert len(gold["events"]) - len(missing) >= 9, missing


def test_the_commander_is_one_entity_and_capitals_stand_for_their_state(page: Report, gold: dict) -> None:
    wanted = gold["entities"][0]  # the commander leads the list
    last = wanted["name"].split()[-1].casefold()
    commander = [e for e in page.entities if last in {a.split()[-1].casefold() for a in [e.name, *e.aliases]}]
    assert [(e.name, e.country, e.kind) for e in commander] == [(wanted["name"], wanted["country"], wanted["kind"])]
    (russia,) = [e for e in page.entities if e.country == "RUS" and e.kind == "country"]
    assert {"moskow", "kremlin"} <= forms(page, russia.id)


def test_agencies_carry_the_statements(page: Report) -> None:
    carriers = {page.entity(ref).name for s in page.statements for ref in [*s.via, s.addressee] if ref}
    assert {"TASS", "Reuters"} <= carriers
