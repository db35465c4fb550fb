"""The interface's words, dates and numbers in one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from saksi.export.dates import spoken
from saksi.export.labels import LANGUAGES, Labels
from saksi.report import Date


@cache
def table() -> dict[str, dict[str, Any]]:
    """Every word of the interface by dotted key: the file under ``words/`` and the entry in it."""
    found: dict[str, dict[str, Any]] = {}
    for path in files(__package__).joinpath("words").iterdir():
        if path.name.endswith(".yaml"):
            entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            found.update({f"{path.name.removesuffix('.yaml')}.{key}": entry for key, entry in entries.items()})
    return found


class Interface:
    """Puts the interface into one language: ``w("events.title")``, ``w.number(12345)``, ``w.date("2025-06")``.

    ``labels`` holds the words for what a report contains (types, statuses, countries), shared with the exports.
    """

    def __init__(self, lang: str) -> None:
        self.labels = Labels(lang)
        self.lang = lang
        self._locale = Locale(lang)

    def __call__(self, key: str, n: float | None = None, **values: object) -> str:
        """The words of ``key``; ``n`` chooses between one and many and stands in them as ``{n}``.

        Raises ``KeyError`` for a key that the tables lack.
        """
        words = table()[key][self.lang]
        if isinstance(words, Mapping):
            words = words.get(self._locale.plural_form(n or 0), words["other"])
        if n is not None:
            values["n"] = self.number(n)
        return str(words).format_map(values) if values else str(words)

    def some(self, *keys: str) -> dict[str, str]:
        """The words of several keys, for a script of the page; what is to be filled in stays as ``{name}``."""
        return {key.partition(".")[2]: table()[key][self.lang] for key in keys}

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of one as a whole percentage."""
        return format_percent(share, "0%", locale=self._locale)

    def date(self, value: str | None, end: str | None = None) -> str:
        """An ISO date, cut to what is known, as the language writes it; empty for none."""
        return spoken(Date(value=value, end=end), self.lang) if value else ""

    def day(self, value: str | None) -> str:
        """An ISO day, briefly ("14 Jun 2025"); what is no whole day is spoken as `date` does."""
        try:
            return format_date(date.fromisoformat(value or ""), "d MMM y", locale=self._locale)
        except ValueError:
            return self.date(value)

    def period(self, value: str) -> str:
        """A year, month or day as the tick of an axis ("Jun 2025")."""
        if len(value) != 7:
            return self.day(value)
        return format_date(date.fromisoformat(f"{value}-01"), "MMM y", locale=self._locale)

    def days(self, value: str | None, end: str | None = None) -> str:
        """A date as `day` writes it, or the span of days that ends with ``end``."""
        return f"{self.day(value)} – {self.day(end)}" if value and end and end != value else self.day(value)

    def moment(self, value: datetime | str) -> str:
        """A date and time in UTC, to the minute."""
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        return format_datetime(at, "d MMM y HH:mm", locale=self._locale) + " UTC"


@cache
def interface(lang: str) -> Interface:
    """The interface in ``lang``, made once."""
    return Interface(lang)


def preferred(accept: str) -> str:
    """The language of ours that an ``Accept-Language`` header asks for first; English if it names neither."""
    asked: list[tuple[float, str]] = []
    for part in accept.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        lang = {"in": "id"}.get(tag[:2].lower(), tag[:2].lower())
        try:
            asked.append((-float(weight or 1), lang))
        except ValueError:
            continue
    return next((lang for _, lang in sorted(asked, key=lambda a: a[0]) if lang in LANGUAGES), "en")
