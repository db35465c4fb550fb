"""The words of an invented article and the parties and acts in it, as the sample report lists them."""

from __future__ import annotations

from typing import Any

from saksi.report import Date, Entity, Event, Evidence, Place

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
