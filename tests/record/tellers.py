"""Invented articles that tell the same few events, each in its own way."""

from __future__ import annotations

from saksi.report import Article, Credit, Date, Entity, Event, Evidence, Place, Report

COUNTRIES = {"Rusia": "RUS", "Ukraina": "UKR", "Israel": "ISR", "Iran": "IRN", "Indonesia": "IDN", "Turki": "TUR"}


def tells(
    id: str,
    sentence: str,
    actor: str,
    act: str,
    recipient: str,
    *,
    type: str = "ASSAULT",
    day: str | None = "2025-06-13",
    published: str | None = "2025-06-14",
    outlet: str = "Kabar Contoh",
    place: str | None = "Kharkiv",
    killed: int | None = None,
    status: str = "actual",
    sources: tuple[tuple[str, str], ...] = (),
    credit: str | None = None,
    denial: str | None = None,
    title: str | None = None,
    more: str = "",
) -> Report:
    """A report of the act in ``sentence``; ``sources`` are names with a sector; ``denial`` a word of the actor's."""
    text = f"{sentence} {more}".strip()
    spans = [(0, len(sentence))]
    if denial:
        spans.append((len(text) + 1, len(text) + 1 + len(denial)))
        text += f" {denial}"
    text += f"\nSumber: {credit}" if credit else ""
    entities = [
        Entity(id=f"e{n}", name=name, kind="country" if name in COUNTRIES else "person", country=COUNTRIES.get(name),
               sectors=["GOV"])
        for n, name in enumerate((actor, recipient), 1)
    ]  # fmt: skip
    for n, (name, sector) in enumerate(sources, 3):
        kind = "organisation" if sector == "JRN" else "person"
        entities.append(Entity(id=f"e{n}", name=name, kind=kind, sectors=[sector]))
    start = text.index(act)
    event = Event(
        id="v1", type=type, quad=4, score=-9, status=status, actors=["e1"], recipients=["e2"], confidence=0.9,
        sources=[e.id for e in entities[2:]], killed=killed,
        date=Date(value=day) if day else None, place=Place(name=place, country="UKR") if place else None,
        evidence=[Evidence(field="trigger", start=start, end=start + len(act))],
    )  # fmt: skip
    events = [event]
    if denial:
        at = text.index("membantah")
        events.append(Event(id="v2", type="REJECT", quad=3, score=-4, actors=["e1"], confidence=0.9,
                            evidence=[Evidence(field="trigger", start=at, end=at + 9)]))  # fmt: skip
    article = Article(id=id, text=text, title=title or sentence, outlet=outlet, published=published, sentences=spans)
    if credit:
        where = text.index(credit)
        article.credits.append(Credit(name=credit, kind="syndication", span=(where, where + len(credit))))
    return Report(id=id, article=article, entities=entities, events=events)


def market(id: str, **other: object) -> Report:
    """The attack on a market in Kharkiv, told by ``id``."""
    said = f"Rusia menyerang pasar ikan di Kharkiv, kata laporan {id}."
    return tells(id, said, "Rusia", "menyerang", "Ukraina", **other)  # type: ignore[arg-type]
