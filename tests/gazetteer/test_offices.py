"""Who held which office when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.gazetteer import Gazetteer

G = Gazetteer.load()

HELD = [
    ("Prabowo Subianto", date(2022, 3, 1), "menteri pertahanan", "IDN", ("GOV", "MIL"), True),
    ("Prabowo", date(2025, 3, 1), "presiden", "IDN", ("GOV",), True),
    ("Jokowi", date(2025, 3, 1), "presiden", "IDN", ("ELI", "GOV"), False),
    ("Trump", date(2018, 3, 1), "presiden", "USA", ("GOV",), True),
    ("Trump", date(2022, 3, 1), "presiden", "USA", ("ELI", "GOV"), False),
    ("Kadhafi", date(2010, 1, 1), "pemimpin", "LBY", ("GOV",), True),
    ("Kim Jong-un", date(2020, 1, 1), "pemimpin", "PRK", ("GOV",), True),
    ("Zelenskyy", date(2023, 1, 1), "presiden", "UKR", ("GOV",), True),
    ("Erdoğan", date(2012, 1, 1), "perdana menteri", "TUR", ("GOV",), True),
    ("Hassan Nasrallah", date(2025, 1, 1), "pemimpin Hizbullah", "LBN", ("REB", "PTY", "ELI"), False),
]


@pytest.mark.parametrize(("name", "on", "office", "country", "sectors", "current"), HELD)
def test_a_person_is_what_he_was_that_day(
    name: str, on: date, office: str, country: str, sectors: tuple[str, ...], current: bool
) -> None:
    held = G.holder(name, on)
    assert held is not None
    assert (held.office, held.country, held.sectors, held.current) == (office, country, sectors, current)


def test_a_shared_surname_is_told_apart_by_the_day_or_not_at_all() -> None:
    then, now = G.holder("Aoun", date(2019, 1, 1)), G.holder("Aoun", date(2025, 5, 1))
    assert then is not None and then.holder == "Michel Aoun"
    assert now is not None and now.holder == "Joseph Aoun"
    assert G.holder("Aoun", date(2024, 1, 1)) is None


def test_before_the_first_office_the_state_is_known_and_the_sector_is_not() -> None:
    early = G.holder("Joe Biden", date(2005, 1, 1))
    assert early is not None and early.country == "USA" and early.sectors == () and not early.current


@pytest.mark.parametrize(
    ("office", "country", "on", "holder"),
    [
        ("menlu", "USA", date(2016, 1, 1), "John Kerry"),
        ("PM", "ISR", date(2022, 3, 1), "Naftali Bennett"),
        ("sekjen", "UNO", date(2012, 1, 1), "Ban Ki-moon"),
        ("panglima TNI", "IDN", date(2018, 6, 1), "Hadi Tjahjanto"),
        ("presiden", "IDN", date(2014, 10, 20), "Joko Widodo"),  # the day of handing over
        ("gubernur", "IDN", date(2020, 1, 1), None),  # several hold it
        ("presiden", "XKX", date(2020, 1, 1), None),  # not listed
    ],
)
def test_an_office_leads_to_its_holder(office: str, country: str, on: date, holder: str | None) -> None:
    assert G.office_holder(office, country, on) == holder


def test_holders_are_found_in_running_words() -> None:
    words = ["Presiden", "Joko", "Widodo", "menerima", "Macron", "di", "Jakarta"]
    assert G.find_holders(words) == [(1, 3, "Joko Widodo"), (4, 5, "Emmanuel Macron")]


@given(name=st.text(max_size=30), on=st.none() | st.dates())
def test_any_text_is_a_fair_question(name: str, on: date | None) -> None:
    held = G.holder(name, on)
    assert held is None or held.holder
    G.lookup(name)
    G.role(name)
    G.place(name)
    G.country_of(name)
