"""Self-contained HTML pages of the watch: a regime with its phases drawn, and a panel's list of leads.

The pages fetch nothing and run no script. Everything that comes from an article passes the template's escaping.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from saksi import __version__
from saksi.export.html import palette
from saksi.export.labels import Labels
from saksi.watch.goods import classes
from saksi.watch.leads import Lead
from saksi.watch.picture import page_words, rule_name, svg
from saksi.watch.regimes import LAST, Regime, Words, regimes
from saksi.watch.wording import day, disclaimer

if TYPE_CHECKING:
    from jinja2 import Template


def regime_page(regime: Regime, on: date, lang: str = "en") -> str:
    """The page of one regime: its phases drawn and listed, its parties, exemptions, sources and corrections."""
    return _page(lang, title=_in(regime.title, lang), regime=regime, on=on, leads=None)


def leads_page(leads: Sequence[Lead], lang: str = "en") -> str:
    """The page of ``leads``, grouped by regime, each group under a picture of the regime's phases at its latest day."""
    groups = {key: [lead for lead in leads if lead.finding.regime == key] for key in regimes()}
    return _page(
        lang, title=_in(page_words("leads"), lang), regime=None, on=None,
        leads=[
            (regimes()[key], group, date.fromisoformat(max(lead.transfer.until for lead in group)))
            for key, group in groups.items() if group
        ],
    )  # fmt: skip


def _in(said: Words, lang: str) -> str:
    return said.id if lang == "id" else said.en


def _page(lang: str, **parts: object) -> str:
    from markupsafe import Markup

    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        lang=lang,
        L=Labels(lang),
        W=lambda key: _in(page_words(key), lang),
        goods=lambda ids: ", ".join(_in(classes()[key].name, lang) for key in classes() if key in ids),
        say=lambda said: _in(said, lang),
        spoken=lambda when: _in(page_words("open"), lang) if when == LAST else _in(day(when), lang),
        rule=lambda name: rule_name(name, lang),
        picture=lambda regime, on: Markup(svg(regime, on, lang)),  # noqa: S704 - made here, its texts escaped
        link=_link,
        csp=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        css=Markup(style),  # noqa: S704 - our own file
        disclaimer=_in(disclaimer(), lang),
        version=__version__,
        **parts,
    )


def _link(url: str) -> str:
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


@cache
def _style() -> str:
    colours = palette()["colours"]
    light = "".join(f"--{name}: {pair[0]};" for name, pair in colours.items())
    dark = "".join(f"--{name}: {pair[1]};" for name, pair in colours.items())
    own = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n{own}"


def _by_story(group: Sequence[Lead]) -> list[list[Lead]]:
    """Leads of one regime in batches of one story and rule, in the order they stand in."""
    return [list(batch) for _, batch in groupby(group, key=lambda lead: (lead.story, lead.finding.rule))]


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8")
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["batched"] = _by_story
    return made.from_string(source)
