"""Countries by their ISO 3166 codes and by their names in English and Indonesian (CLDR)."""

from __future__ import annotations

from functools import cache

from saksi.gazetteer.matching import fold

_KOSOVO = "XKX"  # no ISO code; PLOVER and the gazetteer use this one


def code(letters: str) -> str | None:
    """The alpha-3 code of an alpha-2 or alpha-3 code in capitals; None where there is no such country."""
    import pycountry

    if letters == _KOSOVO:
        return letters
    found = pycountry.countries.get(alpha_3=letters) or pycountry.countries.get(alpha_2=letters)
    return found.alpha_3 if found else None


@cache
def name(alpha_3: str, lang: str = "en") -> str:
    """The country's name in ``lang``; the code itself where it has none."""
    import pycountry
    from babel import Locale

    found = pycountry.countries.get(alpha_3=alpha_3)
    alpha_2 = "XK" if alpha_3 == _KOSOVO else found.alpha_2 if found else ""
    return str(Locale(lang).territories.get(alpha_2, alpha_3))


@cache
def names() -> dict[str, str]:
    """Names of countries in English and Indonesian, folded, with their alpha-3 code."""
    import pycountry
    from babel import Locale

    found: dict[str, str] = {}
    for lang in ("en", "id"):
        territories = Locale(lang).territories
        for country in pycountry.countries:
            for said in (territories.get(country.alpha_2), country.name, getattr(country, "common_name", None)):
                if said:
                    found.setdefault(fold(said), country.alpha_3)
    return found
