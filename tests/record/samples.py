"""Reports of invented articles for the record: the sample report of the exports, and small ones made to measure."""

from __future__ import annotations

from tests.export.sample import report as sample

from saksi.record import Record
from saksi.report import Article, Date, Entity, Event, Evidence, Place, Report, Statement

__all__ = ["sample", "small", "write"]


def small(
    given: str = "a1",
    *,
    actor: str = "Rusia",
    actor_country: str = "RUS",
    recipient: str = "Ukraina",
    recipient_country: str = "UKR",
    act: str = "menyerang",
    type: str = "ASSAULT",
    day: str | None = "2024-05-13",
    place: str = "Kharkiv",
    place_country: str = "UKR",
    outlet: str = "Kabar Contoh",
    url: str | None = None,
    origin: str | None = None,
    status: str = "actual",
    confidence: float = 0.9,
    codebook: str = "book1",
    version: str = "0.1.0",
    lead: str = "",
) -> Report:
    """A report of one act in one sentence, and one statement about it."""
    sentence = f"{actor} {act} {recipient} di {place}."
    said = "Kami melihat asap dari pasar"
    text = f'{lead}{sentence} "{said}", kata Budi Hartono.\n'
    at = len(lead)

    def span(words: str) -> tuple[int, int]:
        start = text.index(words, at)
        return start, start + len(words)

    article = Article(
        id=given, text=text, title=f"{actor} dan {recipient}", outlet=outlet, url=url, origin=origin,
        published="2024-05-16", sentences=[span(sentence), (span("\"Kami")[0], len(text) - 1)],
    )  # fmt: skip
    entities = [
        Entity(id="e1", name=actor, kind="country", country=actor_country, mentions=[span(actor)]),
        Entity(id="e2", name=recipient, kind="country", country=recipient_country, mentions=[span(recipient)]),
        Entity(id="e3", name="Budi Hartono", kind="person", country="IDN", aliases=["Budi"],
               mentions=[span("Budi Hartono")]),
    ]  # fmt: skip
    trigger = span(act)
    event = Event(
        id="v1", type=type, quad=4, score=-9, status=status, actors=["e1"], recipients=["e2"], sources=["e3"],
        date=Date(value=day) if day else None, place=Place(name=place, country=place_country, span=span(place)),
        confidence=confidence, evidence=[Evidence(field="trigger", start=trigger[0], end=trigger[1])],
    )  # fmt: skip
    statement = Statement(id="s1", speaker="e3", direct=True, cue=span("kata"), content=span(said))
    return Report(
        id=given, version=version, codebook=codebook, article=article, entities=entities, events=[event],
        statements=[statement],
    )  # fmt: skip


def write(url: str, mine: int) -> None:
    """What one of several writers adds to a record: articles of its own, and articles that all of them add."""
    with Record.open(url) as record:
        for n in range(12):
            record.add(small(f"{mine}-{n}", lead=f"Berita {mine} ke-{n}. "))
            record.add(small(f"all-{n}", lead=f"Berita bersama ke-{n}. "))
