"""A report built by hand from an invented article: every kind of field that an export must show."""

from __future__ import annotations

from saksi.report import (
    Article,
    Credit,
    Date,
    Dateline,
    Finding,
    Furniture,
    Relation,
    Report,
    Statement,
    TimeExpression,
    TraceLine,
)

from .sample_parts import TEXT, at, entities, events


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
