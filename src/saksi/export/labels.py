"""The exports' own words, in English and Indonesian, and the names of countries."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("en", "id")
_QUOTED = re.compile(r"^'.+?'(?= (?:in|cannot) )")


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    text = files(__package__).joinpath("labels.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, dict[str, str]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table


class Labels:
    """The words of one language; raises ``ValueError`` for a language that has none."""

    def __init__(self, lang: str = "en") -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"there are no labels in {lang!r}; choose one of {', '.join(LANGUAGES)}")
        self.lang = lang

    def __call__(self, section: str, key: str) -> str:
        """The label of ``key``; one that a report brings and the table lacks is shown as it is, without underscores."""
        entry = _table()[section].get(key)
        return entry[self.lang] if entry else key.replace("_", " ")

    def all(self, section: str) -> dict[str, str]:
        """Every label of a section by its key."""
        return {key: entry[self.lang] for key, entry in _table()[section].items()}

    def reason(self, text: str) -> str:
        """Why a field is empty, as the reader says it in English; what the table lacks stays as it is."""
        quoted = _QUOTED.search(text)
        entry = _table()["reasons"].get(_QUOTED.sub("{words}", text, count=1))
        return entry[self.lang].format(words=quoted[0] if quoted else "") if entry else text

    def act(self, kind: str, mode: str | None) -> str:
        """An event's type and mode in words: "Assault: explosives"."""
        name = self("types", kind)
        return f"{name}: {self('modes', mode)}" if mode else name

    def country(self, code: str | None) -> str:
        """The name of an ISO 3166 alpha-3 or PLOVER body code; the code itself where it has no name."""
        if not code:
            return ""
        if code in _table()["bodies"]:
            return self("bodies", code)
        return _country(code, self.lang) or code

    def number(self, value: float, digits: int = 1) -> str:
        """``value`` with the language's decimal sign and at most ``digits`` decimals."""
        from babel.numbers import format_decimal

        return format_decimal(value, "0." + "#" * digits, locale=self.lang)

    def percent(self, share: float) -> str:
        """A share of one as a whole percentage."""
        from babel.numbers import format_percent

        return format_percent(share, "0%", locale=self.lang)


@cache
def _country(code: str, lang: str) -> str | None:
    import pycountry
    from babel import Locale

    found = pycountry.countries.get(alpha_3=code)
    return Locale(lang).territories.get(found.alpha_2, found.name) if found else None
