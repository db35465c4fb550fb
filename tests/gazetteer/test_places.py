"""Places and the states they lie in."""

import pytest

from saksi.gazetteer import Gazetteer

G = Gazetteer.load()

PLACES = [
    ("Moskow", "RUS", 55.75, 37.62),
    ("Kairo", "EGY", 30.06, 31.25),
    ("Yerusalem", "ISR", 31.77, 35.22),
    ("Yerusalem Timur", "PSE", 31.78, 35.24),
    ("Jalur Gaza", "PSE", 31.42, 34.36),
    ("Kota Gaza", "PSE", 31.50, 34.47),
    ("Khan Younis", "PSE", 31.34, 34.31),
    ("Jenewa", "CHE", 46.20, 6.15),
    ("Wina", "AUT", 48.21, 16.37),
    ("Sirte", "LBY", 31.21, 16.59),
    ("Kabupaten Nduga", "IDN", -4.60, 138.38),
    ("Wamena", "IDN", -4.10, 138.95),
    ("Jateng", "IDN", -6.99, 110.42),
    ("Solo", "IDN", -7.56, 110.83),
    ("Lima", "PER", -12.04, -77.03),
    ("Xinjiang", "CHN", 43.8, 87.6),
    ("Kuala Lumpur", "MYS", 3.14, 101.69),
    ("Monas", "IDN", -6.18, 106.83),
]


@pytest.mark.parametrize(("name", "country", "lat", "lon"), PLACES)
def test_a_place_lies_where_it_lies(name: str, country: str, lat: float, lon: float) -> None:
    place = G.place(name)
    assert place is not None
    assert place.country == country
    assert place.lat == pytest.approx(lat, abs=0.2)
    assert place.lon == pytest.approx(lon, abs=0.2)


@pytest.mark.parametrize("name", ["Selat Hormuz", "Laut Merah", "Timur Tengah", "Kepulauan Paracel"])
def test_what_lies_in_no_one_state_has_no_country(name: str) -> None:
    place = G.place(name)
    assert place is not None and place.country is None


def test_a_country_hint_chooses_among_towns_of_one_name() -> None:
    palestinian, egyptian = G.place("Rafah"), G.place("Rafah", "EGY")
    assert palestinian is not None and palestinian.country == "PSE"
    assert egyptian is not None and egyptian.country == "EGY"


def test_a_hint_that_fits_no_candidate_does_not_hide_the_place() -> None:
    place = G.place("Wamena", "USA")
    assert place is not None and place.country == "IDN"


def test_a_town_has_its_geonames_number_and_a_regency_not_its_seats() -> None:
    wamena, jayawijaya = G.place("Wamena"), G.place("Jayawijaya")
    assert wamena is not None and wamena.geonameid == 1622167
    assert jayawijaya is not None and jayawijaya.geonameid is None
    assert (jayawijaya.lat, jayawijaya.lon) == (wamena.lat, wamena.lon)


@pytest.mark.parametrize("name", ["", " ", "\t", "Negeri Antah Berantah", "x\ty", "-", "'"])
def test_no_place_is_none(name: str) -> None:
    assert G.place(name) is None


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("Rusia", "RUS"),
        ("Kremlin", "RUS"),
        ("Senayan", "IDN"),
        ("Mossad", "ISR"),
        ("Houthi", "YEM"),
        ("Mariupol", "UKR"),
        ("Papua Pegunungan", "IDN"),
        ("PBB", None),
        ("ISIS", None),
        ("Laut Merah", None),
        ("meja", None),
    ],
)
def test_every_kind_of_word_leads_to_its_state(form: str, country: str | None) -> None:
    assert G.country_of(form) == country


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Distrik Anggruk", "IDN", "ADM3"),
        ("ibu kota Kairo", "EGY", "PPLC"),
        ("Suriah utara", "SYR", "RGN"),
        ("wilayah selatan Inggris", "GBR", "RGN"),
        ("Irak bagian barat", "IRQ", "RGN"),
        ("Bandara Zurich", "CHE", "PLC"),
        ("Kantor Bupati Banyuwangi", "IDN", "PLC"),
        ("Wisma KBRI Nairobi", "KEN", "PLC"),
    ],
)
def test_a_longer_name_is_read_by_the_place_in_it(name: str, country: str, feature: str) -> None:
    place = G.place(name)
    assert place is not None
    assert (place.country, place.feature) == (country, feature)


@pytest.mark.parametrize("name", ["kota", "utara", "Bandara", "Gedung Antah Berantah", "selatan", "bagian utara"])
def test_a_noun_without_a_place_is_no_place(name: str) -> None:
    assert G.place(name) is None
