"""Pages in the manner of many outlets, invented for the tests: each text with what must be found on it."""

from __future__ import annotations

from dataclasses import dataclass, field

BODY = (
    "Menteri Luar Negeri Norlandia, Greta Holm, bertemu dengan Presiden Pasifika Tomas Ruiz di ibu kota pada Senin "
    "(7/3). Keduanya membahas gencatan senjata di perbatasan.\n\n"
    '"Kami sepakat menarik pasukan secara bertahap," kata Holm kepada wartawan.\n\n'
    "Pemerintah Pasifika menyambut baik kesepakatan itu, namun oposisi menolaknya."
)


@dataclass
class Page:
    """One page. ``story`` is what must be left of it, blanks aside; ``credits`` must be among those found."""

    name: str
    text: str
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    place: str | None = None
    credits: set[tuple[str, str]] = field(default_factory=set)
    story: str = BODY


PAGES = [
    Page(
        "blog copy of an agency report with a glued caption",
        "Selasa, 08 Maret 2022\n\nNorlandia dan Pasifika Sepakati Gencatan Senjata\n\n\n"
        "Norlandia dan Pasifika Sepakati Gencatan Senjata Kedua pemimpin berjabat tangan seusai pertemuan di istana. "
        "(Reuters/Anton Sven)\n \n \nJakarta, XY -- " + BODY + "\n\n\nCredit  CNN Indonesia",
        published="2022-03-08",
        title="Norlandia dan Pasifika Sepakati Gencatan Senjata",
        outlet="XY",
        place="Jakarta",
        credits={("photo", "Reuters/Anton Sven"), ("syndication", "CNN Indonesia")},
    ),
    Page(
        "CNN Indonesia with inserts",
        "Norlandia dan Pasifika Sepakati Gencatan Senjata\nCNN Indonesia\nSelasa, 08 Mar 2022 14:05 WIB\nBagikan:\n"
        "Kedua pemimpin seusai pertemuan. (AFP/LENA BERG)\nJakarta, CNN Indonesia -- "
        + BODY.replace("\n\n", "\n\nADVERTISEMENT\n\nSCROLL TO CONTINUE WITH CONTENT\n\n", 1)
        + "\n\n[Gambas:Video CNN]\n\n(rds/bac)",
        published="2022-03-08",
        title="Norlandia dan Pasifika Sepakati Gencatan Senjata",
        outlet="CNN Indonesia",
        place="Jakarta",
        credits={("photo", "AFP/LENA BERG"), ("reporter", "rds"), ("editor", "bac")},
    ),
    Page(
        "Kompas.com with labels on their own lines",
        "Norlandia dan Pasifika Sepakati Gencatan Senjata\nKompas.com - 08/03/2022, 14:05 WIB\nPenulis\nDanu Wirya\n"
        "Editor\nSari Melati\nKedua pemimpin seusai pertemuan di istana.\n"
        "Kedua pemimpin seusai pertemuan di istana.(AP/ERIK DAHL)\n"
        "WASHINGTON DC, KOMPAS.com - "
        + BODY.replace("\n\n", "\n\nBaca juga: Pasifika Tarik Pasukan dari Perbatasan Utara\n\n", 1),
        published="2022-03-08",
        title="Norlandia dan Pasifika Sepakati Gencatan Senjata",
        outlet="Kompas.com",
        place="Washington DC",
        credits={("reporter", "Danu Wirya"), ("editor", "Sari Melati"), ("photo", "AP/ERIK DAHL")},
        story="Kedua pemimpin seusai pertemuan di istana.\n" + BODY,
    ),
    Page(
        "Kompas.com, place missing",
        "KOMPAS.com – " + BODY,
        outlet="Kompas.com",
    ),
    Page(
        "detikNews with a byline",
        "Norlandia dan Pasifika Sepakati Gencatan Senjata\nRani Puspa - detikNews\nSelasa, 08 Mar 2022 09:11 WIB\n"
        "Foto: Presiden Pasifika Tomas Ruiz (Dok. Istana Pasifika)\nJakarta - "
        + BODY
        + "\n\nSimak juga Video 'Detik-detik "
        "Penandatanganan':\n\n[Gambas:Video 20detik]\n\n(rpu/azh)",
        published="2022-03-08",
        title="Norlandia dan Pasifika Sepakati Gencatan Senjata",
        outlet="Detik",
        place="Jakarta",
        credits={
            ("reporter", "Rani Puspa"),
            ("photo", "Istana Pasifika"),
            ("reporter", "rpu"),
            ("editor", "azh"),
        },
    ),
    Page(
        "Tempo, outlet first, editor's choice below",
        "TEMPO.CO, Jakarta - " + BODY + "\n\nPilihan Editor: Oposisi Pasifika Tolak Kesepakatan",
        outlet="Tempo",
        place="Jakarta",
    ),
    Page(
        "Republika in capitals with a syndicated source",
        "Selasa 08 Mar 2022 10:00 WIB\nRep: Dina Larasati/ Red: Bayu Aji\nREPUBLIKA.CO.ID, KUALA LUMPUR -- "
        + BODY
        + "\n\nsumber : Antara/Reuters",
        published="2022-03-08",
        outlet="Republika",
        place="Kuala Lumpur",
        credits={
            ("reporter", "Dina Larasati"),
            ("editor", "Bayu Aji"),
            ("syndication", "Antara"),
            ("syndication", "Reuters"),
        },
    ),
    Page(
        "Antara with its place before the brackets",
        "Jakarta (ANTARA) - " + BODY + "\n\nPewarta: Tika Ayu\nEditor: Rahmat Hadi\nCopyright © ANTARA 2022",
        outlet="Antara",
        place="Jakarta",
        credits={("reporter", "Tika Ayu"), ("editor", "Rahmat Hadi")},
    ),
    Page(
        "Liputan6 without a dash",
        "Liputan6.com, Jakarta Menteri Pertahanan Norlandia mengirim 200 tentara ke perbatasan pada Rabu (9/3/2022).",
        outlet="Liputan6",
        place="Jakarta",
        story="Menteri Pertahanan Norlandia mengirim 200 tentara ke perbatasan pada Rabu (9/3/2022).",
    ),
    Page(
        "local edition of a network, address first, republished",
        "https://malang.times.co.id/ TIMES MALANG, SURABAYA – "
        + BODY
        + " (*)\n\nArtikel ini sebelumnya sudah tayang di TIMES "
        "Indonesia dengan judul: Gencatan Senjata Disepakati di Perbatasan",
        outlet="Times Indonesia",
        place="Surabaya",
        credits={("syndication", "TIMES Indonesia")},
    ),
    Page(
        "network byline before the dateline",
        "Laporan Wartawan Tribunnews.com, Rudi Hartanto\nTRIBUNNEWS.COM, BANDUNG - "
        + BODY
        + "\n\nArtikel ini telah tayang di Tribunnews.com dengan judul Gencatan Senjata Disepakati, "
        "Penulis: Rudi Hartanto",
        outlet="Tribunnews",
        place="Bandung",
        credits={("reporter", "Rudi Hartanto"), ("syndication", "Tribunnews.com")},
    ),
    Page(
        "IDN Times after an invisible mark",
        "\u200eBantul, IDN Times - " + BODY,
        outlet="IDN Times",
        place="Bantul",
    ),
    Page(
        "regional paper with a footer",
        "Krjogja.com - YOGYA - "
        + BODY
        + " (Fnd)\n\nEditor: Dewi Anggun\nPT Penerbit Suara Warga\nJl. Melati No. 4 Kotabaru\n"
        "Yogyakarta 55111\n(0274) 555123\n[email protected] ©2022 Suara Warga Digital",
        outlet="Kedaulatan Rakyat",
        place="Yogya",
        credits={("reporter", "Fnd"), ("editor", "Dewi Anggun")},
    ),
    Page(
        "Kontan with a full stop behind the place",
        "KONTAN.CO.ID - JAKARTA. " + BODY + "\n\nReporter: Lia Utami | Editor: Hendra Putra",
        outlet="Kontan",
        place="Jakarta",
        credits={("reporter", "Lia Utami"), ("editor", "Hendra Putra")},
    ),
    Page(
        "unknown outlet by its domain",
        "Home > Internasional > Asia\nNorlandia dan Pasifika Sepakati Gencatan Senjata\n"
        "Diterbitkan 8 Maret 2022, 07:15\n"
        "Oleh: Yuni Saraswati\nFacebook\nTwitter\nWhatsApp\nSORONG, kabarpesisir.co.id — "
        + BODY
        + "\n\nSumber: kabarpesisir.co.id",
        published="2022-03-08",
        title="Norlandia dan Pasifika Sepakati Gencatan Senjata",
        outlet="kabarpesisir.co.id",
        place="Sorong",
        credits={("reporter", "Yuni Saraswati"), ("syndication", "kabarpesisir.co.id")},
    ),
    Page(
        "press release: place and date open the text",
        "Jakarta, 8 Maret 2022 – " + BODY,
        published="2022-03-08",
        place="Jakarta",
    ),
    Page(
        "nothing but the story",
        BODY,
    ),
    Page(
        "lists of other articles below",
        "Jakarta, CNBC Indonesia - "
        + BODY
        + "\n\nBerita Terkait\nOposisi Pasifika Gelar Unjuk Rasa\nHarga Minyak Naik Usai Gencatan Senjata\n\n"
        "#norlandia #pasifika",
        outlet="CNBC Indonesia",
        place="Jakarta",
    ),
    Page(
        "VOA in capitals with a long dash and an update",
        "Diperbarui 9 Maret 2022\nWASHINGTON — " + BODY + " [ab/cd]",
        published="2022-03-09",
        place="Washington",
        credits={("reporter", "ab"), ("editor", "cd")},
    ),
    Page(
        "caption inside the story",
        "Jakarta, Beritasatu.com – "
        + BODY.replace("\n\n", "\n\nPresiden Tomas Ruiz menyapa warga. (ANTARA FOTO/Bima Satria)\n\n", 1),
        outlet="Berita Satu",
        place="Jakarta",
        credits={("photo", "ANTARA FOTO/Bima Satria")},
    ),
]
