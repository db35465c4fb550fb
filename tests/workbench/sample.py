"""Reports of invented articles: many small ones made to measure, and the exports' sample with every kind of field."""

from __future__ import annotations

from tests.export.sample import report as sample

from saksi.record import Record
from saksi.report import Article, Date, Entity, Event, Evidence, Place, Report, Statement

_ACTS = [
    ("ASSAULT", 4, -9.0, "menyerang"),
    ("CONSULT", 1, 1.0, "bertemu dengan"),
    ("ACCUSE", 3, -2.0, "menuduh"),
    ("AID", 2, 7.0, "membantu"),
    ("THREATEN", 3, -4.4, "mengancam"),
]
_COUNTRIES = [
    ("Rusia", "RUS"),
    ("Ukraina", "UKR"),
    ("Indonesia", "IDN"),
    ("Australia", "AUS"),
    ("Sudan", "SDN"),
    ("Suriah", "SYR"),
]
_PLACES = [("Kharkiv", "UKR", 50.0, 36.25), ("Jakarta", "IDN", -6.2, 106.8), ("Khartum", "SDN", 15.5, 32.53)]
_OUTLETS = ["Kabar Contoh", "Warta Misal", "Harian Umpama"]
_STATUSES = ["actual", "actual", "actual", "future", "negated", "hypothetical"]


def small(n: int) -> Report:
    """The ``n``-th small report: two acts in a sentence each, and one statement; the same at every call."""
    kind, quad, score, act = _ACTS[n % 5]
    actor, recipient = _COUNTRIES[n % 6], _COUNTRIES[(n + 1 + n // 6 % 4) % 6]
    place = _PLACES[n % 3]
    day = f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
    first = f"{actor[0]} {act} {recipient[0]} di {place[0]}."
    second = f"{recipient[0]} mengecam tindakan itu."
    said = f"Kami mencatat kejadian ke-{n}"
    text = f'{first} {second} "{said}," kata Budi Hartono.\n'

    def span(words: str, nth: int = 0) -> tuple[int, int]:
        at = -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        return at, at + len(words)

    entities = [
        Entity(id="e1", name=actor[0], kind="country", country=actor[1], mentions=[span(actor[0])]),
        Entity(
            id="e2",
            name=recipient[0],
            kind="country",
            country=recipient[1],
            mentions=[span(recipient[0]), span(recipient[0], 1)],
        ),
        Entity(
            id="e3", name="Budi Hartono", kind="person", country="IDN", sectors=["MED"], mentions=[span("Budi Hartono")]
        ),
    ]

    def event(ref: str, kind: str, quad: int, score: float, trigger: str, parties: tuple[str, str]) -> Event:
        names = {"e1": span(actor[0]), "e2": span(recipient[0], 0 if parties[0] == "e1" else 1)}
        return Event(
            id=ref,
            type=kind,
            quad=quad,
            score=score,
            status=_STATUSES[n % 6] if ref == "v1" else "actual",  # type: ignore[arg-type]
            actors=[parties[0]],
            recipients=[parties[1]] if ref == "v1" else [],
            sources=["e3"],
            date=Date(value=day) if n % 7 else None,
            place=Place(name=place[0], country=place[1], lat=place[2], lon=place[3], span=span(place[0])),
            confidence=round(0.35 + (n * 37 + (ref == "v2") * 11) % 60 / 100, 2),
            killed=n if kind == "ASSAULT" else None,
            evidence=[
                Evidence(field="trigger", start=span(trigger)[0], end=span(trigger)[1]),
                Evidence(field="actor", start=names[parties[0]][0], end=names[parties[0]][1], entity=parties[0]),
            ],
            reasons={} if n % 7 else {"date": "no date is told"},
        )

    article = Article(
        id=f"contoh-{n}",
        text=text,
        title=f"{actor[0]} dan {recipient[0]}, berita ke-{n}",
        outlet=_OUTLETS[n % 3],
        url=f"https://contoh.example/{n}",
        published=day,
        sentences=[span(first), span(second), (span('"')[0], len(text) - 1)],
    )
    events = [
        event("v1", kind, quad, score, act, ("e1", "e2")),
        event("v2", "ACCUSE", 3, -2.0, "mengecam", ("e2", "e1")),
    ]
    statement = Statement(
        id="s1", speaker="e3", direct=True, cue=span("kata"), content=span(said), speaker_span=span("Budi Hartono")
    )
    return Report(
        id=article.id,
        version="0.1.0",
        codebook="contoh",
        article=article,
        entities=entities,
        events=events,
        statements=[statement],
    )


def fill(record: Record, count: int = 60) -> None:
    """Put ``count`` small reports and the sample into the record."""
    record.add_many([*(small(n) for n in range(count)), sample()])
