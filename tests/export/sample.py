"""A report built by hand from an invented article: every kind of field that an export must show."""

from __future__ import annotations

from typing import Any

from saksi.report import (
    Article,
    Credit,
    Date,
    Dateline,
    Entity,
    Event,
    Evidence,
    Finding,
    Furniture,
    Place,
    Relation,
    Report,
    Statement,
    TimeExpression,
    TraceLine,
)

TEXT = """Sabtu, 14 Juni 2025

Norwegia Temui Front Sungai Biru, Bogota Bantah Serangan Udara

Menteri Luar Negeri Norwegia Sigrun Halvorsen setibanya di Havana, Kamis (12/6). (Reuters/Ana Ruiz)

Havana, Kabar Contoh -- Menteri Luar Negeri Norwegia Sigrun Halvorsen bertemu dengan pemimpin Front Sungai Biru, \
Mateo Quiroga, di Havana pada Kamis (12/6) untuk menghidupkan kembali perundingan damai.

Dalam pertemuan itu, Quiroga menuduh militer Kolombia mengebom kamp kelompoknya di Guaviare pada Rabu (11/6). \
Sembilan orang tewas dan 14 lainnya luka-luka, menurut dia.

"Kami menguburkan anak-anak hari itu," kata Quiroga kepada AFP.

Kementerian Pertahanan Kolombia membantah tuduhan tersebut. Juru bicara kementerian, Andres Pardo, menyatakan tidak \
ada pesawat yang lepas landas dari pangkalan mana pun, seperti dikutip Reuters.

Baca juga: Tiga Tahun Perundingan yang Tersendat

Pemerintah Kolombia dan Front Sungai Biru pernah menyepakati gencatan senjata pada September 2016. Sejak 2019 Amerika \
Serikat memasok helikopter kepada militer Kolombia, sedangkan Venezuela menyokong Front Sungai Biru.

Kantor berita EFE melaporkan kelompok itu mungkin membebaskan 12 tentara bulan depan. Bogota mengancam akan \
melanjutkan operasi militer bila pembebasan itu batal. Perserikatan Bangsa-Bangsa mendesak kedua pihak menahan diri.

(tka/mrn)
Sumber: Kabar Contoh
"""


def at(words: str, nth: int = 1, within: str | None = None) -> tuple[int, int]:
    """The span of the ``nth`` time ``words`` stand in the text, or in the first ``within``."""
    start = TEXT.index(within) if within else 0
    for _ in range(nth):
        start = TEXT.index(words, start) + 1
    return start - 1, start - 1 + len(words)


def said(field: str, words: str, nth: int = 1, within: str | None = None, entity: str | None = None) -> Evidence:
    start, end = at(words, nth, within)
    return Evidence(field=field, start=start, end=end, entity=entity)


def every(*words: str) -> list[tuple[int, int]]:
    found = []
    for phrase in words:
        start = TEXT.find(phrase)
        while start >= 0:
            if not any(a < start + len(phrase) and start < b for a, b in found):
                found.append((start, start + len(phrase)))
            start = TEXT.find(phrase, start + 1)
    return sorted(found)


def entities() -> list[Entity]:
    rows: list[dict[str, Any]] = [
        {
            "name": "Sigrun Halvorsen",
            "kind": "person",
            "country": "NOR",
            "sectors": ["GOV"],
            "role": "Menteri Luar Negeri Norwegia",
            "mentions": every("Sigrun Halvorsen"),
        },
        {
            "name": "Mateo Quiroga",
            "kind": "person",
            "country": "COL",
            "sectors": ["REB"],
            "role": "pemimpin Front Sungai Biru",
            "aliases": ["Quiroga"],
            "mentions": every("Mateo Quiroga", "Quiroga"),
        },
        {
            "name": "Front Sungai Biru",
            "kind": "group",
            "country": "COL",
            "sectors": ["REB"],
            "aliases": ["kelompok itu"],
            "mentions": every("Front Sungai Biru", "kelompok itu"),
        },
        {
            "name": "militer Kolombia",
            "kind": "organisation",
            "country": "COL",
            "sectors": ["MIL"],
            "mentions": every("militer Kolombia"),
        },
        {
            "name": "Kolombia",
            "kind": "country",
            "country": "COL",
            "sectors": ["GOV"],
            "aliases": ["Bogota", "Pemerintah Kolombia", "Kementerian Pertahanan Kolombia"],
            "mentions": every("Kementerian Pertahanan Kolombia", "Pemerintah Kolombia", "Bogota"),
        },
        {
            "name": "Andres Pardo",
            "kind": "person",
            "country": "COL",
            "sectors": ["GOV", "MIL"],
            "role": "Juru bicara kementerian",
            "mentions": every("Andres Pardo"),
        },
        {
            "name": "Amerika Serikat",
            "kind": "country",
            "country": "USA",
            "sectors": ["GOV"],
            "mentions": every("Amerika Serikat"),
        },
        {
            "name": "Venezuela",
            "kind": "country",
            "country": "VEN",
            "sectors": ["GOV"],
            "mentions": every("Venezuela"),
        },
        {
            "name": "Perserikatan Bangsa-Bangsa",
            "kind": "organisation",
            "country": "UNO",
            "mentions": every("Perserikatan Bangsa-Bangsa"),
        },
        {"name": "AFP", "kind": "organisation", "country": "FRA", "sectors": ["JRN"], "mentions": every("AFP")},
        {
            "name": "Reuters",
            "kind": "organisation",
            "country": "GBR",
            "sectors": ["JRN"],
            "mentions": [at("Reuters", 2)],
        },
        {"name": "EFE", "kind": "organisation", "country": "ESP", "sectors": ["JRN"], "mentions": every("EFE")},
        {"name": "tentara", "kind": "group", "country": "COL", "sectors": ["MIL"], "mentions": every("12 tentara")},
    ]
    return [Entity(id=f"e{n}", **row) for n, row in enumerate(rows, 1)]


def events() -> list[Event]:
    return [
        Event(
            id="v1",
            type="CONSULT",
            mode="visit",
            contexts=["diplomatic"],
            quad=1,
            score=4,
            actors=["e1", "e2"],
            date=Date(value="2025-06-12", text="Kamis (12/6)", span=at("Kamis (12/6)", 2)),
            place=Place(name="Havana", country="CUB", lat=23.13, lon=-82.38, geonameid=3553478, span=at("Havana", 3)),
            confidence=0.94,
            evidence=[
                said("trigger", "bertemu"),
                said("actor", "Sigrun Halvorsen", 2, entity="e1"),
                said("actor", "Mateo Quiroga", entity="e2"),
                said("date", "Kamis (12/6)", 2),
                said("place", "Havana", 3),
            ],
        ),
        Event(
            id="v2",
            type="ACCUSE",
            mode="allege",
            quad=3,
            score=-3.5,
            actors=["e2"],
            recipients=["e4"],
            date=Date(value="2025-06-12", text="pertemuan itu", span=at("pertemuan itu")),
            place=Place(name="Havana", country="CUB", lat=23.13, lon=-82.38, geonameid=3553478, resort="paragraph"),
            confidence=0.9,
            evidence=[
                said("trigger", "menuduh"),
                said("actor", "Quiroga", 2, entity="e2"),
                said("recipient", "militer Kolombia", entity="e4"),
            ],
        ),
        Event(
            id="v3",
            type="ASSAULT",
            mode="aerial",
            contexts=["military", "human_security"],
            quad=4,
            score=-9.5,
            status="actual",
            actors=["e4"],
            recipients=["e3"],
            date=Date(value="2025-06-11", text="Rabu (11/6)", span=at("Rabu (11/6)")),
            place=Place(name="Guaviare", country="COL", lat=2.57, lon=-72.64, span=at("Guaviare")),
            sources=["e2", "e10"],
            killed=9,
            injured=14,
            confidence=0.81,
            evidence=[
                said("trigger", "mengebom"),
                said("actor", "militer Kolombia", entity="e4"),
                said("recipient", "kamp kelompoknya", entity="e3"),
                said("date", "Rabu (11/6)"),
                said("place", "Guaviare"),
                said("killed", "Sembilan orang tewas"),
                said("injured", "14 lainnya luka-luka"),
                said("source", "menurut dia", entity="e2"),
            ],
        ),
        Event(
            id="v4",
            type="REJECT",
            quad=3,
            score=-2,
            actors=["e5"],
            recipients=["e2"],
            confidence=0.88,
            evidence=[
                said("trigger", "membantah"),
                said("actor", "Kementerian Pertahanan Kolombia", entity="e5"),
                said("recipient", "tuduhan tersebut", entity="e2"),
            ],
            reasons={
                "date": "No time expression stands in the clause, and the act of denying is not dated.",
                "place": "No place is named in the clause.",
            },
        ),
        Event(
            id="v5",
            type="MOBILIZE",
            mode="weapons",
            contexts=["military"],
            quad=4,
            score=-6,
            status="negated",
            actors=["e4"],
            sources=["e6", "e11"],
            confidence=0.62,
            evidence=[said("trigger", "lepas landas"), said("status", "tidak ada"), said("source", "dikutip Reuters")],
            reasons={"date": "No time expression stands in the clause."},
        ),
        Event(
            id="v6",
            type="RETREAT",
            mode="ceasefire",
            quad=2,
            score=7.5,
            actors=["e5", "e3"],
            date=Date(value="2016-09", text="September 2016", span=at("September 2016")),
            confidence=0.86,
            evidence=[
                said("trigger", "menyepakati gencatan senjata"),
                said("actor", "Pemerintah Kolombia", entity="e5"),
                said("actor", "Front Sungai Biru", 4, entity="e3"),
                said("date", "September 2016"),
            ],
        ),
        Event(
            id="v7",
            type="AID",
            contexts=["military"],
            quad=2,
            score=10,
            actors=["e7"],
            recipients=["e4"],
            date=Date(value="2019", end="2025-06-14", text="Sejak 2019", span=at("Sejak 2019")),
            confidence=0.9,
            evidence=[
                said("trigger", "memasok"),
                said("actor", "Amerika Serikat", entity="e7"),
                said("recipient", "militer Kolombia", 2, entity="e4"),
                said("date", "Sejak 2019"),
            ],
        ),
        Event(
            id="v8",
            type="RETREAT",
            mode="release",
            quad=2,
            score=6.5,
            status="hypothetical",
            actors=["e3"],
            recipients=["e13"],
            date=Date(value="2025-07", text="bulan depan", span=at("bulan depan")),
            sources=["e12"],
            confidence=0.74,
            evidence=[
                said("trigger", "membebaskan"),
                said("actor", "kelompok itu", entity="e3"),
                said("recipient", "12 tentara", entity="e13"),
                said("status", "mungkin"),
                said("date", "bulan depan"),
                said("source", "EFE", entity="e12"),
            ],
        ),
        Event(
            id="v9",
            type="THREATEN",
            mode="violence",
            contexts=["military"],
            quad=3,
            score=-3.5,
            actors=["e5"],
            recipients=["e3"],
            confidence=0.79,
            evidence=[said("trigger", "mengancam"), said("actor", "Bogota", 2, entity="e5")],
            reasons={"date": "No time expression stands in the clause."},
        ),
        Event(
            id="v10",
            type="REQUEST",
            mode="yield",
            quad=3,
            score=-1,
            actors=["e9"],
            recipients=["e5", "e3"],
            confidence=0.83,
            evidence=[
                said("trigger", "mendesak"),
                said("actor", "Perserikatan Bangsa-Bangsa", entity="e9"),
                said("recipient", "kedua pihak"),
            ],
        ),
    ]


def statements() -> list[Statement]:
    return [
        Statement(
            id="s1",
            speaker="e2",
            cue=at("menurut dia"),
            content=at("Sembilan orang tewas dan 14 lainnya luka-luka"),
            speaker_span=at("dia", within="menurut dia"),
        ),
        Statement(
            id="s2",
            speaker="e2",
            addressee="e10",
            direct=True,
            cue=at("kata", within="kata Quiroga"),
            content=at('"Kami menguburkan anak-anak hari itu,"'),
            speaker_span=at("Quiroga", within="kata Quiroga"),
        ),
        Statement(
            id="s3",
            speaker="e6",
            via=["e11"],
            cue=at("menyatakan"),
            content=at("tidak ada pesawat yang lepas landas dari pangkalan mana pun"),
            speaker_span=at("Andres Pardo"),
        ),
        Statement(
            id="s4",
            speaker="e12",
            cue=at("melaporkan"),
            content=at("kelompok itu mungkin membebaskan 12 tentara bulan depan"),
            speaker_span=at("EFE"),
        ),
    ]


def report() -> Report:
    """The whole report; built anew at each call, so that a test may change it."""
    furniture = [
        Furniture(kind="date_line", span=at("Sabtu, 14 Juni 2025"), value="2025-06-14"),
        Furniture(kind="title", span=at("Norwegia Temui Front Sungai Biru, Bogota Bantah Serangan Udara")),
        Furniture(
            kind="caption", span=at("Menteri Luar Negeri Norwegia Sigrun Halvorsen setibanya di Havana, Kamis (12/6).")
        ),
        Furniture(kind="caption_credit", span=at("(Reuters/Ana Ruiz)")),
        Furniture(kind="dateline", span=at("Havana, Kabar Contoh --")),
        Furniture(kind="read_also", span=at("Baca juga: Tiga Tahun Perundingan yang Tersendat")),
        Furniture(kind="initials", span=at("(tka/mrn)")),
        Furniture(kind="credit", span=at("Sumber: Kabar Contoh")),
    ]
    return Report(
        id="contoh-1",
        version="0.1.0",
        codebook="test",
        article=Article(
            id="contoh-1",
            text=TEXT,
            title="Norwegia Temui Front Sungai Biru, Bogota Bantah Serangan Udara",
            outlet="Kabar Contoh",
            url="https://contoh.example/berita/1",
            published="2025-06-14",
            published_span=at("Sabtu, 14 Juni 2025"),
            dateline=Dateline(place="Havana", span=at("Havana", 2)),
            credits=[
                Credit(name="Reuters/Ana Ruiz", kind="photo", span=at("Reuters/Ana Ruiz")),
                Credit(name="Kabar Contoh", kind="syndication", span=at("Kabar Contoh", 2)),
            ],
            furniture=furniture,
            sentences=[
                at("Menteri Luar Negeri Norwegia Sigrun Halvorsen setibanya di Havana, Kamis (12/6)."),
                (at("Menteri Luar", 2)[0], at("perundingan damai.")[1]),
                (at("Dalam pertemuan")[0], at("Rabu (11/6).")[1]),
            ],
        ),
        entities=entities(),
        events=events(),
        times=[
            TimeExpression(text="Kamis (12/6)", span=at("Kamis (12/6)", 2), value="2025-06-12"),
            TimeExpression(text="Rabu (11/6)", span=at("Rabu (11/6)"), value="2025-06-11"),
            TimeExpression(text="hari itu", span=at("hari itu"), reason="nothing dated precedes it"),
            TimeExpression(text="September 2016", span=at("September 2016"), value="2016-09"),
            TimeExpression(text="2019", span=at("2019"), value="2019"),
            TimeExpression(text="bulan depan", span=at("bulan depan"), value="2025-07"),
        ],
        statements=statements(),
        relations=[
            Relation(from_="e2", to="e3", kind="leads", evidence=[at("pemimpin Front Sungai Biru, Mateo Quiroga")]),
            Relation(
                from_="e8",
                to="e3",
                kind="supports",
                evidence=[at("Venezuela menyokong Front Sungai Biru")],
                date=Date(value="2025"),
            ),
        ],
        embargo=[
            Finding(
                event="v7",
                regime="contoh",
                rule="permitted",
                instrument="S/RES/0 (2000) 1",
                why="The recipient is the government's army, and the embargo binds deliveries to armed groups only.",
            )
        ],
        trace=[
            TraceLine(step="events", span=at("mengebom"), text="frame ASSAULT aerial, active voice"),
            TraceLine(step="times", text='"hari itu" left open: nothing dated precedes it'),
        ],
    )


HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} {% raw %} </script><!-- --> '
    "\u202egnitautca\u202c \x1b[31mmerah\x1b[0m \x07 \x9b2J [red]kurung[/red] =cmd() &lt;b&gt; javascript:alert(3)"
)


def hostile() -> Report:
    """The sample with every free string replaced by text that attacks browsers, terminals and templates."""
    made = report()
    text = TEXT + HOSTILE
    article = made.article.model_copy(
        update={
            "id": HOSTILE,
            "text": text,
            "title": HOSTILE,
            "outlet": HOSTILE,
            "url": "javascript:alert(document.domain)//" + HOSTILE,
            "credits": [Credit(name=HOSTILE, kind="photo", span=(len(TEXT), len(TEXT) + 10))],
            "dateline": Dateline(place=HOSTILE, span=(0, 5)),
            "published": HOSTILE,
            "language": 'id" onload="alert(4)',
        }
    )
    entities = [e.model_copy(update={"name": HOSTILE, "role": HOSTILE, "aliases": [HOSTILE]}) for e in made.entities]
    events = [
        e.model_copy(
            update={
                "mode": HOSTILE,
                "contexts": [HOSTILE],
                "place": Place(name=HOSTILE, country=HOSTILE),
                "date": Date(value=HOSTILE, text=HOSTILE),
                "reasons": {"date": HOSTILE, HOSTILE: HOSTILE},
                "evidence": [*e.evidence, Evidence(field=HOSTILE, start=len(TEXT), end=len(text))],
            }
        )
        for e in made.events
    ]
    findings = [f.model_copy(update={"why": HOSTILE, "rule": HOSTILE, "instrument": HOSTILE}) for f in made.embargo]
    spans = {"times": [TimeExpression(text=HOSTILE, span=(len(TEXT), len(text)), reason=HOSTILE)]}
    return made.model_copy(
        update={"id": HOSTILE, "article": article, "entities": entities, "events": events, "embargo": findings, **spans}
    )
