"""The filter bar: what is looked for, read from the address and written back to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from saksi.codebook import Codebook
from saksi.export.labels import Labels
from saksi.record import Filters, RecordError, ReviewState, dossiers
from saksi.report import Status
from saksi.workbench.setting import Here, Setting

_COUNTRIES = ("country", "actor_country", "recipient_country", "between", "place_country")
_DAYS = ("since", "until", "published_since", "published_until")


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set: its name, its value in words, and the address without it."""

    name: str
    value: str
    without: str


@dataclass(slots=True)
class Chosen:
    """The filters of a page. ``error`` says what is wrong with them; nothing is looked for then."""

    filters: Filters
    error: str
    here: Setting

    @property
    def query(self) -> str:
        """The filters as the query of an address."""
        return self.filters.to_query()

    def asked(self, **more: Any) -> str:
        """The query of an address with these filters and ``more``; what is empty is left out."""
        return urlencode([*parse_qsl(self.query), *((k, str(v)) for k, v in more.items() if v not in ("", None))])

    def link(self, path: str | None = None, /, **more: Any) -> str:
        """The address of ``path``, by default this page, with these filters and ``more``; what is empty is left out."""
        query = self.asked(**more)
        return (path or self.here.request.url.path) + (f"?{query}" if query else "")

    @property
    def chips(self) -> list[Chip]:
        """The filters that are set, one by one."""
        return [
            Chip(self.here.words(f"filters.{name}"), self.word(name, value), self._without(name, value))
            for name, value in _pairs(self.filters)
        ]

    def word(self, name: str, value: str) -> str:
        """The value of a filter in words."""
        labels, words = self.here.words.labels, self.here.words
        sections = {"type": "types", "mode": "modes", "status": "statuses", "context": "contexts", "quad": "quads"}
        if name in _COUNTRIES:
            return labels.country(value)
        if name in _DAYS:
            return words.date(value)
        if name == "who":
            known = self.here.counted(dossiers.whose, who=value)
            return str(known[1]["name"]) if known else value
        if name == "review":
            return words(f"common.review_{value}")
        if name in ("min_confidence", "max_confidence"):
            return words.percent(float(value))
        return labels(sections[name], value) if name in sections else value

    def _without(self, name: str, value: str) -> str:
        left = [(n, v) for n, v in _pairs(self.filters) if n != name or (v != value and name != "between")]
        kept = [(n, v) for n, v in parse_qsl(self.here.request.url.query) if n in ("order",)]
        return self.here.request.url.path + (f"?{urlencode(left + kept)}" if left + kept else "")


def filters_of(query: str) -> Filters:
    """The filters of an address; countries may be named, and half a pair is a country.

    Raises ``RecordError`` for a value that a filter cannot have.
    """
    pairs = [(name, value.strip()) for name, value in parse_qsl(query)]
    pairs = [(n, code_of(v) if n in _COUNTRIES else v) for n, v in pairs if v]
    between = [value for name, value in pairs if name == "between"]
    if len(between) == 1:
        pairs = [("country" if name == "between" else name, value) for name, value in pairs]
    return Filters.from_query(urlencode(pairs))


def chosen(here: Here) -> Chosen:
    """The filters of the page's address."""
    try:
        return Chosen(filters_of(here.request.url.query), "", here)
    except RecordError as error:
        return Chosen(Filters(), str(error), here)


def wanted(request: Request) -> Filters:
    """The filters of a request to the REST API; an unusable one is refused."""
    try:
        return filters_of(request.url.query)
    except RecordError as error:
        raise RequestValidationError(
            [{"loc": ("query", "filters"), "msg": str(error), "type": "value_error"}]
        ) from None


Filtered = Annotated[Chosen, Depends(chosen)]
Wanted = Annotated[Filters, Depends(wanted)]


def options() -> dict[str, list[str]]:
    """What there is to choose from in the bar."""
    book = Codebook.load()
    return {
        "type": list(book.types),
        "status": list(get_args(Status)),
        "review": [str(state) for state in ReviewState],
        "quad": ["1", "2", "3", "4"],
    }


@cache
def countries(lang: str) -> list[tuple[str, str]]:
    """Codes and names of the countries, by name."""
    import pycountry

    labels = Labels(lang)
    codes = [country.alpha_3 for country in pycountry.countries]
    return sorted(((code, labels.country(code)) for code in codes), key=lambda pair: pair[1])


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for lang in ("en", "id") for code, name in countries(lang)}


def code_of(country: str) -> str:
    """The code of a country given by code or by name in either language; what is neither stays as it is."""
    return _codes().get(country.casefold(), country)


def _pairs(filters: Filters) -> list[tuple[str, str]]:
    return parse_qsl(filters.to_query())
