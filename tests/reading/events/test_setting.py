"""When and where an act took place: its own words, its speaker's occasion, the venue, never the day of publication."""

from __future__ import annotations

import pytest

from saksi.reading.events import setting
from saksi.reading.weighing import Weights, weights
from saksi.report import Event, Report

from ..conftest import Read


def event(report: Report, kind: str) -> Event:
    found = [e for e in report.events if e.type == kind]
    assert found, [e.type for e in report.events]
    return found[0]


def date_of(report: Report, kind: str) -> str | None:
    date = event(report, kind).date
    return date.value if date else None


def place_of(report: Report, kind: str) -> tuple[str | None, str | None]:
    place = event(report, kind).place
    return (place.name, place.country) if place else (None, None)


def test_the_next_sentence_dates_the_lead(read: Read) -> None:
    report = read(
        "Polisi menangkap tiga anggota kelompok bersenjata di Kabupaten Puncak. "
        "Peristiwa itu terjadi pada Selasa (14/5/2024)."
    )
    assert date_of(report, "COERCE") == "2024-05-14"
    assert "in a sentence after it" in event(report, "COERCE").reasons["date"]


def test_a_speakers_later_word_is_of_the_day_he_spoke(read: Read) -> None:
    report = read(
        '"Kami mengecam serangan itu," kata Menteri Luar Negeri Retno Marsudi di Gedung Pancasila, Jakarta, '
        "Rabu (15/5/2024). Gedung itu dijaga ketat. Retno juga meminta Dewan Keamanan PBB segera bersidang."
    )
    assert date_of(report, "REQUEST") == "2024-05-15"


def test_what_is_done_has_no_day_to_come(read: Read) -> None:
    report = read("Presiden Prancis berjanji mengirim bantuan ke Lebanon pada Senin (20/5/2024).")
    for one in report.events:
        assert one.status != "actual" or one.date is None or one.date.value <= "2024-05-16"


def test_the_day_of_publication_is_never_filled_in(read: Read) -> None:
    report = read("Polisi menangkap tiga perompak di Batam.")
    one = event(report, "COERCE")
    assert one.date is None
    assert one.reasons["date"]


def test_a_place_in_what_is_said_is_not_where_it_is_said(read: Read) -> None:
    report = read(
        "Menteri Luar Negeri Retno Marsudi mengecam serangan Israel di Jalur Gaza. "
        "Hal itu disampaikan Retno saat berpidato di Jenewa, Swiss, Rabu (15/5/2024)."
    )
    assert place_of(report, "ACCUSE")[1] != "PSE"


def test_a_venue_is_more_exact_than_its_town(read: Read) -> None:
    report = read(
        "Presiden Joko Widodo bertemu Perdana Menteri Singapura di Istana Bogor, Jawa Barat, Rabu (15/5/2024)."
    )
    assert place_of(report, "CONSULT") == ("Istana Bogor", "IDN")


def test_a_place_gets_its_country_from_the_name_behind_it(read: Read) -> None:
    report = read("Tentara Israel menembaki warga sipil di Zibdin Hulu, Lebanon, Rabu (15/5/2024).")
    assert place_of(report, "ASSAULT")[1] == "LBN"


def test_a_region_of_several_states_takes_no_country_from_its_neighbours(read: Read) -> None:
    report = read("Kelompok bersenjata asal Venezuela menyerang warga sipil di Amerika Latin, Rabu (15/5/2024).")
    assert place_of(report, "ASSAULT") != ("Amerika Latin", "VEN")


@pytest.mark.parametrize(
    ("name", "country"), [("Kuala Lumpur Convention Centre", "MYS"), ("Lembah Rift Kenya", "KEN"), ("Paris", "FRA")]
)
def test_a_place_lies_where_its_own_name_says(read: Read, name: str, country: str) -> None:
    report = read(f"Presiden Amerika Serikat bertemu Perdana Menteri Jepang di {name}, Rabu (15/5/2024).")
    assert place_of(report, "CONSULT")[1] == country


def test_a_date_tells_whether_its_own_sentence_names_it(read: Read) -> None:
    report = read(
        "Polisi menangkap tiga anggota kelompok bersenjata di Kabupaten Puncak. "
        "Peristiwa itu terjadi pada Selasa (14/5/2024)."
    )
    date = event(report, "COERCE").date
    assert date is not None and date.resort == "article"


@pytest.mark.parametrize("name", ["when", "where"])
def test_the_shipped_weights_are_sane(name: str) -> None:
    known = weights(name)
    assert 0 < known.least < 0.6
    assert known.bias < 0  # with no sign for it, a candidate is less likely than none
    assert all(abs(value) < 4 for value in known.of.values())


def test_a_reason_names_the_weightiest_signs() -> None:
    known = Weights({"close": 2.0, "far": -1.0}, -1.0, 0.5)
    assert known.because([("far", 1.0), ("close", 1.0), ("unheard", 1.0)]) == "close +2.00; far -1.00"
    assert known.chance([("close", 1.0)]) > 0.5 > known.chance([("far", 1.0)])


def test_every_date_and_place_points_at_its_words(read: Read) -> None:
    report = read(
        "Ratusan mahasiswa berunjuk rasa di depan Gedung DPR, Jakarta, Selasa (14/5/2024). "
        "Polisi menangkap lima mahasiswa setelah aksi itu.",
        explain=True,
    )
    for one in report.events:
        for field, value in (("date", one.date), ("place", one.place)):
            spans = [(v.start, v.end) for v in one.evidence if v.field == field]
            assert spans == ([value.span] if value is not None else [])
    assert {line.step for line in report.trace} >= {"dates", "places"}


def test_how_long_another_act_has_lasted_does_not_date_what_is_said(read: Read) -> None:
    text = (
        "Menteri Pertahanan Kenya menuduh Uganda membantu milisi yang berperang melawan tentara Kenya sejak April 2023."
    )
    accusation = next(event for event in read(text).events if event.type == "ACCUSE")
    assert accusation.date is None


def test_the_dateline_gives_way_to_a_place_in_the_act_s_own_sentence(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def favouring(name: str) -> Weights:
        return Weights({"force: the dateline": 2.0}, least=0.05) if name == "where" else weights(name)

    monkeypatch.setattr(setting, "weights", favouring)
    told = "JAKARTA, Kabar - Komisi Pemberantasan Korupsi mencari Rudi Hartono. Rudi ditangkap polisi{}."
    for words, place in ((" Malaysia", ("Malaysia", "clause")), ("", ("Jakarta", "dateline"))):
        arrest = next(e for e in read(told.format(words)).events if e.type == "COERCE")
        assert arrest.place is not None
        assert (arrest.place.name.title(), arrest.place.resort) == place
