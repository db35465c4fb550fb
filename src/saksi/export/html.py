"""One self-contained page a person reads: the article with its marks, events, statements, timeline and parties.

The page fetches nothing and runs only its own script: its Content-Security-Policy names the script and the style by
their hashes. Article text reaches it through an autoescaping template, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import yaml

from saksi import __version__
from saksi.export.cards import Cards
from saksi.export.dates import spoken
from saksi.export.labels import Labels
from saksi.export.network import Edge, network
from saksi.export.numbered import numbered
from saksi.export.segments import Segment, cut, marks
from saksi.export.timeline import timeline
from saksi.export.visible import clip, one_line, visible
from saksi.report import Date, Report

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_PICTURE_WIDTH = 360
_BAR_TEXT = 56
MARK_KINDS = ("conflict", "cooperation", "entity", "date", "place", "said", "cue", "furniture")
_FIELDS = (
    *("trigger", "actor", "recipient", "date", "place", "source", "mode", "status", "context", "killed", "injured"),
    *("arrested", "cue", "content", "speaker", "addressee", "via", "mention", "tie"),
)


def render(report: Report, lang: str = "en") -> str:
    """The page of one report, labelled in ``lang`` ("en" or "id"); raises ``ValueError`` for another language."""
    return render_many([report], lang)


def render_many(reports: Iterable[Report], lang: str = "en") -> str:
    """One page of several reports with an index above them."""
    labels = Labels(lang)
    pages = [page(numbered(report), labels, f"r{n}") for n, report in enumerate(reports, 1)]
    style, script = _style(), asset("report.js") + asset("page.js")
    csp = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        lang=lang,
        L=labels,
        csp=csp,
        css=_markup(style),
        js=_markup(script),
        field_names=json.dumps(field_names(labels)),
        title=pages[0]["title"] if len(pages) == 1 else labels("ui", "reports"),
        pages=pages,
        mark_kinds=MARK_KINDS,
        version=__version__,
        codebook=pages[0]["codebook"] if pages else "",
    )


def field_names(labels: Labels) -> dict[str, str]:
    """The names of the fields that words can have been read from, for the labels over the lit words."""
    return {name: labels("fields", name) for name in _FIELDS}


def palette() -> dict[str, Any]:
    """The page's colours, each in light and dark, and which ink may stand on which ground."""
    made: dict[str, Any] = yaml.load(asset("palette.yaml"), Loader=yaml.CSafeLoader)
    return made


def page(report: Report, labels: Labels, anchor: str = "r1") -> dict[str, Any]:
    """What the template's parts show of one report (``report.html.j2``), put into words of one language."""
    article = report.article
    cards = Cards(report, labels)
    entities = cards.entity_lines()
    kinds = [(kind, [e for e in entities if e.kind == kind]) for kind in dict.fromkeys(e.kind for e in entities)]
    url, host = _link(article.url)
    published = one_line(spoken(Date(value=article.published), labels.lang)) if article.published else ""
    return {
        "anchor": anchor,
        "title": one_line(article.title or "") or labels("ui", "no_title"),
        "outlet": one_line(article.outlet or ""),
        "published": published,
        "dateline": one_line(article.dateline.place) if article.dateline else "",
        "credits": [(c.kind, one_line(c.name)) for c in article.credits],
        "url": url,
        "host": host,
        "language": article.language if article.language.isalpha() else "id",
        "paragraphs": _paragraphs(report),
        "events": cards.events(),
        "statements": cards.statements(),
        "entities": kinds,
        "entity_count": len(entities),
        "ties": cards.ties(),
        "timeline": _timeline(report, cards),
        "network": _network(report, cards),
        "trace": [
            (one_line(t.step), clip(article.text[slice(*t.span)], 90) if t.span else "", one_line(t.text))
            for t in report.trace
        ],
        "codebook": one_line(report.codebook),
    }


def _link(url: str | None) -> tuple[str, str]:
    """An address worth linking and its host; nothing unless it is plain http or https."""
    try:
        parts = urlsplit(url or "")
        return (url or "", one_line(parts.hostname or "")) if parts.scheme in ("http", "https") else ("", "")
    except ValueError:
        return "", ""


def _paragraphs(report: Report) -> list[dict[str, Any]]:
    numbers = {e.id: str(n) for n, e in enumerate(report.events, 1)}
    stops = iter(["0"])
    return [
        {"gap": p.gap, "segments": [_segment(s, numbers, stops) for s in p.segments]}
        for p in cut(report.article.text, marks(report))
    ]


def _segment(segment: Segment, numbers: dict[str, str], stops: Iterable[str]) -> dict[str, Any]:
    opens = _attribute(segment.opens)
    return {
        "text": visible(segment.text),
        "kinds": segment.kinds,
        "css": bool(segment.kinds),
        "refs": _attribute(segment.refs),
        "opens": opens,
        # The first mark is the text's one tab stop; the script moves it.
        "tab": next(iter(stops), "-1") if opens else "",
        "tag": segment.tag,
        "numbers": " ".join(numbers[ref] for ref in segment.numbers),
    }


def _attribute(pairs: list[str]) -> str:
    """``ref:field`` pairs joined by spaces; a field named freely in a report is percent-encoded."""
    split = (pair.partition(":") for pair in pairs)
    return " ".join(f"{ref}:{quote(name.encode(errors='replace'), safe='')}" for ref, _, name in split)


def _timeline(report: Report, cards: Cards) -> dict[str, Any]:
    laid = timeline(report, cards.labels.lang)
    events = {e.id: e for e in report.events}
    sides = {c.ref: c.side for c in cards.events()}
    bars = []
    for bar in laid.bars:
        event = events[bar.event]
        summary = cards.summary(event)
        bars.append(
            {
                "event": bar.event,
                "side": sides[bar.event],
                "status": event.status,
                "date": spoken(event.date, cards.labels.lang) if event.date else "",
                "summary": summary,
                "clipped": clip(summary, _BAR_TEXT),
                "point": bar.point,
                # A little margin keeps points at both ends whole.
                "left": round(2 + bar.left * 0.96, 2),
                "width": round(bar.width * 0.96, 2),
            }
        )
    ticks = [{"at": round(2 + t.at * 0.96, 2), "label": t.label, "published": t.published} for t in laid.ticks]
    undated = [{"event": ref, "summary": cards.summary(events[ref])} for ref in laid.undated]
    return {"bars": bars, "ticks": ticks, "undated": undated}


def _network(report: Report, cards: Cards) -> dict[str, Any] | None:
    picture = network(report, _PICTURE_WIDTH, cards.labels)
    if picture is None:
        return None
    boxes = [
        {
            "entity": b.entity,
            "name": b.name,
            "full": ", ".join(filter(None, [cards.chip(b.entity).name, cards.chip(b.entity).hint])),
            "x": b.x,
            "y": b.y,
            "width": b.width,
        }
        for b in picture.boxes
    ]
    lines = [
        {
            "side": e.side,
            "material": e.material,
            "directed": e.directed,
            "picks": " ".join([*e.events, *e.ties]),
            "path": e.path,
            "x": e.label_at[0],
            "y": e.label_at[1] + 4,
            "label": e.label,
            "summary": _pair(e, cards),
        }
        for e in picture.edges
    ]
    return {"width": picture.width, "height": picture.height, "boxes": boxes, "edges": lines}


def _pair(edge: Edge, cards: Cards) -> str:
    arrow = "→" if edge.directed else "↔"
    return f"{cards.chip(edge.source).name} {arrow} {cards.chip(edge.target).name}: {one_line(edge.says)}"


def colours() -> str:
    """The palette as style rules: the machine's preference, unless ``data-theme`` on the root says otherwise."""
    inks: dict[str, list[str]] = palette()["colours"]

    def block(selector: str, which: int) -> str:
        return selector + "{" + "".join(f"--{name}:{pair[which]};" for name, pair in inks.items()) + "}"

    light, dark = block(":root", 0) + ":root{color-scheme:light}", block(":root", 1) + ":root{color-scheme:dark}"
    chosen_light = light.replace(":root", ":root[data-theme=light]")
    chosen_dark = dark.replace(":root", ":root[data-theme=dark]")
    printed = light.replace(":root", ":root:root")
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}{chosen_light}{chosen_dark}@media print{{{printed}}}"


def _style() -> str:
    return f"{colours()}\n{asset('page.css')}"


@cache
def asset(name: str) -> str:
    """A file that belongs to the page."""
    # The hashes in the policy are of these very characters, so line ends must be the browser's.
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the package's own files and label table, no article text


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=PackageLoader("saksi.export", "assets"),
    )
    return environment.get_template("page.html.j2")
