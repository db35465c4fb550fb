"""A report for the terminal: a table where there is room, a list where there is not.

Article text is never read as Rich markup, and its control characters are shown, not sent to the terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from saksi.export.cards import Cards, Chip, EventCard, StatementCard
from saksi.export.dates import spoken
from saksi.export.labels import Labels
from saksi.export.visible import clip, one_line
from saksi.report import Date, Report

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 110  # columns from which a table reads better than a list
_STATUS_STYLES = {"actual": "bold", "future": "cyan", "hypothetical": "yellow", "negated": "magenta"}
_RULE_STYLES = {"prohibited": "red", "permitted": "green", "not_covered": "green"}
_SIDE_STYLES = {"conflict": "red", "cooperation": "blue"}


def render(report: Report, console: Console, lang: str = "en") -> None:
    """Print ``report`` to ``console`` with labels in ``lang``: header, events, statements, entities, ties, findings."""
    labels = Labels(lang)
    cards = Cards(report, labels)
    _header(report, console, labels)
    _heading(console, f"{labels('ui', 'events')} ({len(report.events)})")
    events = cards.events()
    if not events:
        console.print(Text(labels("ui", "no_events"), style="italic"))
    elif console.width >= _WIDE:
        console.print(_event_table(events, labels))
    else:
        for card in events:
            _event_lines(card, console, labels)
    _statements(cards.statements(), console, labels)
    _entities(cards, console, labels)
    _findings(events, console, labels)


def explain(report: Report, console: Console, lang: str = "en") -> None:
    """Print the trace: the step, the words it looked at and what it decided, a line each."""
    labels = Labels(lang)
    _heading(console, labels("ui", "trace"))
    for line in report.trace:
        words = clip(report.article.text[slice(*line.span)], 60) if line.span else ""
        said = Text(one_line(line.step), style="bold")
        if words:
            said.append(f" “{words}”", style="not bold italic")
        said.append(f": {one_line(line.text)}", style="not bold")
        console.print(Padding(said, (0, 0, 0, 2)), soft_wrap=False)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words.upper(), style="bold"))


def _header(report: Report, console: Console, labels: Labels) -> None:
    article = report.article
    console.print(Text(one_line(article.title or "") or labels("ui", "no_title"), style="bold underline"))
    day = spoken(Date(value=article.published), labels.lang) if article.published else ""
    parts = [one_line(article.outlet or ""), one_line(day) or labels("ui", "unpublished")]
    if article.dateline:
        parts.append(f"{labels('furniture', 'dateline')}: {one_line(article.dateline.place)}")
    parts += [f"{labels('credits', c.kind)}: {one_line(c.name)}" for c in article.credits]
    console.print(Text(" · ".join(p for p in parts if p), style="dim"))


def _names(chips: list[Chip], labels: Labels) -> str:
    return ", ".join(c.name for c in chips) or labels("ui", "unknown_party")


def _who(card: EventCard, labels: Labels) -> Text:
    who = Text(_names(card.actors, labels), style="" if card.actors else "italic dim")
    if card.recipients:
        who.append(" → ", style="not italic dim")
        who.append(_names(card.recipients, labels), style="not italic not dim")
    return who


def _quotes(card: EventCard) -> str:
    """The evidence in the order act, parties, other fields, sources; each stretch once."""
    words = [*card.trigger, *card.who_words, *(w for row in card.rows for w in row.words), *card.chain_words]
    return " ".join(f"“{w}”" for w in dict.fromkeys(words))


def _value(card: EventCard, label: str) -> str:
    return next((row.value for row in card.rows if row.label == label), "")


def _act(card: EventCard) -> Text:
    act = Text(card.act, style=f"bold {_SIDE_STYLES[card.side]}")
    act.append(f"\n{card.code}", style="not bold dim")
    return act


def _event_table(events: list[EventCard], labels: Labels) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="dim")
    table.add_column("", justify="right")
    table.add_column(labels("headings", "event"), ratio=3)
    table.add_column(labels("headings", "who"), ratio=4)
    table.add_column(labels("headings", "when"), ratio=2)
    table.add_column(labels("headings", "where"), ratio=2)
    table.add_column(labels("headings", "according_to"), ratio=3)
    table.add_column(labels("ui", "words"), ratio=5, style="italic dim")
    for card in events:
        act = _act(card)
        act.append(f"\n{card.status_label}", style=f"not dim {_STATUS_STYLES[card.status]}")
        act.append(f" {card.confidence}", style="not bold dim")
        when = Text(_value(card, labels("headings", "when")) or "—")
        where = Text(_value(card, labels("headings", "where")) or "—")
        who = _who(card, labels)
        if toll := _value(card, labels("headings", "toll")):
            who.append(f"\n{toll}", style="not italic bold")
        table.add_row(card.number, act, who, when, where, Text(_chain(card.chain)), Text(_quotes(card)))
    return table


def _event_lines(card: EventCard, console: Console, labels: Labels) -> None:
    first = Text(f"{card.number} ", style="bold")
    first.append(card.act, style=_SIDE_STYLES[card.side])
    first.append(f"  {card.status_label}", style=f"{_STATUS_STYLES[card.status]}")
    first.append(f"  {card.confidence}", style="not bold dim")
    console.print(first)
    lines = [_who(card, labels)]
    told = [(label, _value(card, labels("headings", label))) for label in ("when", "where", "toll")]
    facts = " · ".join(value for _, value in told if value)
    if facts:
        lines.append(Text(facts))
    if card.chain:
        lines.append(Text(f"{labels('headings', 'according_to')} {_chain(card.chain)}"))
    lines.append(Text(_quotes(card), style="italic dim"))
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 2)))


def _chain(chips: list[Chip]) -> str:
    return " → ".join(c.name for c in chips)


def _statements(statements: list[StatementCard], console: Console, labels: Labels) -> None:
    if not statements:
        return
    _heading(console, f"{labels('ui', 'statements')} ({len(statements)})")
    if console.width < _WIDE:
        for s in statements:
            line = Text(s.speaker.name, style="bold")
            line.append(f" “{one_line(s.cue)}”" if s.cue else "", style="not bold dim")
            to = f" {labels('ui', 'to')} {s.addressee.name}" if s.addressee else ""
            line.append(f"{to} · {labels('ui', 'direct' if s.direct else 'indirect')}", style="not bold dim")
            console.print(line)
            console.print(Padding(Text(s.content, style="italic"), (0, 0, 0, 2)))
            if len(s.chain) > 1:
                console.print(Padding(Text(_chain(s.chain), style="dim"), (0, 0, 0, 2)))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading, ratio in (("speaker", 3), ("cue", 2), ("via", 3), ("content", 8)):
        table.add_column(labels("headings", heading), ratio=ratio)
    for s in statements:
        speaker = Text(s.speaker.name, style="bold")
        if s.addressee:
            speaker.append(f" {labels('ui', 'to')} {s.addressee.name}", style="not bold dim")
        content = Text(s.content, style="italic" if s.direct else "")
        table.add_row(speaker, Text(one_line(s.cue)), Text(_chain(s.chain[1:])), content)
    console.print(table)


def _entities(cards: Cards, console: Console, labels: Labels) -> None:
    lines = cards.entity_lines()
    if lines:
        _heading(console, f"{labels('ui', 'entities')} ({len(lines)})")
    said = Text()
    for n, line in enumerate(lines):
        said.append("; " if n else "", style="dim")
        said.append(line.chip.name, style="bold")
        said.append(f" ({line.detail})" if line.detail else "", style="dim")
    if lines:
        console.print(said)
    ties = cards.ties()
    if ties:
        _heading(console, labels("ui", "relations"))
    for _, source, kind, target, words in ties:
        tie = Text(source.name, style="bold")
        tie.append(f" {kind} ", style="not bold")
        tie.append(target.name, style="bold")
        tie.append("".join(f" “{w}”" for w in words), style="not bold italic dim")
        console.print(tie)


def _findings(events: list[EventCard], console: Console, labels: Labels) -> None:
    found = [(card, finding) for card in events for finding in card.findings]
    if not found:
        return
    _heading(console, labels("ui", "embargo"))
    console.print(Text(labels("ui", "lead"), style="italic"))
    for card, finding in found:
        line = Text(f"{card.summary}: ", style="bold")
        line.append(finding.value, style=_RULE_STYLES.get(finding.rule, "yellow"))
        console.print(line)
        if finding.note:
            console.print(Padding(Text(finding.note), (0, 0, 0, 2)))
        if finding.missing:
            console.print(Padding(Text(finding.missing, style="yellow"), (0, 0, 0, 2)))
        if finding.exemptions:
            said = f"{labels('ui', 'exemptions')}: {'; '.join(finding.exemptions)}"
            console.print(Padding(Text(said, style="dim"), (0, 0, 0, 2)))
