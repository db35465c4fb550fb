"""``saksi embargo``: what an arms embargo says of a transfer, the regimes, and leads from reports."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from saksi.cli.problems import Problems, printable, stop
from saksi.cli.read import Labels
from saksi.cli.recorded import Db

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from saksi.report import Finding, Report
    from saksi.watch.regimes import Regime, Words

embargo_app = typer.Typer(
    no_args_is_help=True,
    help="Arms embargoes in time: what they say of a transfer. A lead for a person, no legal advice.",
)


class CheckFormat(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"


class ShowFormat(StrEnum):
    """How a regime is shown."""

    text = "text"
    html = "html"


class LeadFormat(StrEnum):
    """How leads are written."""

    html = "html"
    csv = "csv"


@embargo_app.command("check")
def check(
    to: Annotated[str | None, typer.Option("--to", help="Who receives: a name or an ISO 3166 code.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day, YYYY-MM-DD; today if left out.")] = None,
    supplier: Annotated[str | None, typer.Option("--from", help="Who supplies: a name or an ISO 3166 code.")] = None,
    what: Annotated[str, typer.Option("--what", help="Goods or services: arms, training, mercenaries ...")] = "arms",
    destination: Annotated[
        str | None, typer.Option("--destination", help="The country it goes to, if not the recipient's own.")
    ] = None,
    area: Annotated[str | None, typer.Option("--area", help="Where in that country, such as Darfur.")] = None,
    format: Annotated[CheckFormat, typer.Option(help="How to write the findings.")] = CheckFormat.text,
    labels: Annotated[Labels, typer.Option(help="Language of the text.")] = Labels.en,
) -> None:
    """Say what the arms embargoes in force on a day say of a transfer."""
    from saksi.watch import Transfer, judge, resolve
    from saksi.watch.goods import class_named, classes
    from saksi.watch.rule import goods_unknown

    day = _day(on, "--on")
    goods = class_named(what)
    if goods is None:
        known = ", ".join(key.replace("_", "-") for key in classes())
        typer.echo(f"saksi: {printable(what) or 'nothing'} names no goods known here; known are {known}.", err=True)
    if to is None and destination is None:
        raise typer.BadParameter("name a recipient, or a --destination.", param_hint="--to")
    giver = resolve(supplier) if supplier else None
    if giver is not None and giver.kind == "unknown" and not giver.named:
        near = f"; the nearest known names are {', '.join(giver.near)}" if giver.near else ""
        typer.echo(f"saksi: {printable(supplier or '')} is no supplier known here{near}; judged without it.", err=True)
        giver = None
    place = resolve(destination) if destination else None
    if place is not None and place.country is None:
        raise typer.BadParameter(f"{destination!r} is no country known here.", param_hint="--destination")
    transfer = Transfer(
        recipient=resolve(to) if to else None, supplier=giver, what=goods or "unknown",
        destination=place.country if place else None, area=area,
    )  # fmt: skip
    findings = judge(transfer, day)
    if goods is None:
        findings = [goods_unknown(finding, printable(what)) for finding in findings]
    if format is CheckFormat.json:
        import json

        rows = [f.model_dump(exclude={"event", "transfer"}) for f in findings]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    _print_findings(findings, labels.value)


def _day(value: str | None, option: str) -> date:
    if value is None:
        return date.today()
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is no day of the calendar; write it as YYYY-MM-DD.", param_hint=option
        ) from None


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False)


def _print_findings(findings: list[Finding], lang: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from saksi.export.labels import Labels as Words_
    from saksi.export.visible import one_line
    from saksi.watch.picture import RULE_STYLES, page_words, rule_name
    from saksi.watch.wording import disclaimer

    console, say = _console(), Words_(lang)
    for finding in findings:
        head = Text(rule_name(finding.rule, lang).upper(), style=f"bold {RULE_STYLES[finding.rule]}")
        known = finding.regime != "none"
        parts = [finding.regime, finding.instrument, say("confidences", finding.confidence)] if known else []
        head.append("".join(f" · {part}" for part in parts if part), style="not bold default")
        console.print(head)
        lines = [Text(one_line(finding.why_id if lang == "id" else finding.why))]
        if finding.missing:
            missing = ", ".join(say("missing", m) for m in finding.missing)
            lines.append(Text(f"{_in(page_words('missing'), lang)}: {missing}", style="yellow"))
        for exempt in finding.exemptions:
            what = exempt.what_id if lang == "id" else exempt.what
            procedure = say("procedures", exempt.procedure)
            lines.append(
                Text(f"{_in(page_words('exemptions'), lang)}: {what} ({procedure}; {exempt.instrument})", "dim")
            )
        for line in lines:
            console.print(Padding(line, (0, 0, 0, 2)))
    console.print(Text(_in(disclaimer(), lang), style="italic"))


def _in(said: Words, lang: str) -> str:
    return said.id if lang == "id" else said.en


@embargo_app.command("list")
def list_regimes(
    on: Annotated[str | None, typer.Option("--on", help="Mark those in force on this day, YYYY-MM-DD.")] = None,
    labels: Annotated[Labels, typer.Option(help="Language of the text.")] = Labels.en,
) -> None:
    """List the regimes with their first and last day."""
    from rich.table import Table

    from saksi.watch.picture import page_words
    from saksi.watch.regimes import LAST, regimes

    day, lang = _day(on, "--on"), labels.value
    heads = ["id", *(_in(page_words(key), lang) for key in ("title", "authority", "first", "last", "force", "checked"))]
    table = Table(*heads, box=None, pad_edge=False)
    for regime in regimes().values():
        binding = [p for p in regime.phases if not p.lifted]
        last = max(p.end for p in binding)
        live = any(p.start <= day <= p.end for p in binding)
        end = _in(page_words("open"), lang) if last == LAST else last.isoformat()
        yes = _in(page_words("yes_" if live else "no_"), lang)
        table.add_row(
            regime.id, _in(regime.title, lang), regime.authority, regime.began.isoformat(), end, yes,
            regime.checked.isoformat(), style="" if live else "dim",
        )  # fmt: skip
    _console().print(table)


@embargo_app.command("show")
def show(
    regime: Annotated[str, typer.Argument(help="A regime's id (see list), or the name of its country.")],
    on: Annotated[str | None, typer.Option("--on", help="The day to mark, YYYY-MM-DD; today if left out.")] = None,
    format: Annotated[ShowFormat, typer.Option(help="How to show it.")] = ShowFormat.text,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    labels: Annotated[Labels, typer.Option(help="Language of the text.")] = Labels.en,
) -> None:
    """Show a regime: its phases on an axis of time, its parties and exemptions."""
    day, lang = _day(on, "--on"), labels.value
    found = _regimes_named(regime)
    if format is ShowFormat.html:
        from saksi.watch.page import regime_page

        _write(regime_page(found[0], day, lang), output)
        return
    for one in found:
        _draw(one, day, lang)


def _regimes_named(name: str) -> list[Regime]:
    from saksi.watch import resolve
    from saksi.watch.parties import nearest
    from saksi.watch.regimes import regimes

    known = regimes()
    if name in known:
        return [known[name]]
    party = resolve(name)
    ids = [n.regime for n in party.named] or [r.id for r in known.values() if party.country in r.countries]
    if not ids:
        near = "; ".join(nearest(name))
        hint = f" The nearest known names are {near}." if near else ""
        raise typer.BadParameter(
            f"{name!r} is no regime known here; `saksi embargo list` names them.{hint}", param_hint="REGIME"
        )
    return [known[key] for key in dict.fromkeys(ids)]


def _draw(regime: Regime, day: date, lang: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from saksi.export.labels import Labels as Words_
    from saksi.watch.picture import RULE_STYLES, axis, bar, page_words, rule_name
    from saksi.watch.regimes import LAST
    from saksi.watch.wording import disclaimer

    console, say = _console(), Words_(lang)
    made = axis(regime, day, lang)
    wide = console.width >= 110
    room = max(16, console.width - 92) if wide else max(12, console.width - 46)
    console.print(Text(f"{_in(regime.title, lang)} ({regime.id}, {regime.authority})", style="bold underline"))
    on = f"{_in(page_words('today'), lang)}: {day.isoformat()}"
    console.print(Text(f"{on} · {_in(page_words('checked'), lang)} {regime.checked.isoformat()}", style="dim"))
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    heads = ["first", "last", "timeline", "rule", "for", "instrument", "confidence"]
    for head in heads if wide else heads[:4]:
        table.add_column(_in(page_words(head), lang), no_wrap=head in ("first", "last", "timeline"))
    for row in made.rows:
        phase = row.phase
        style = RULE_STYLES[phase.rule]
        end = _in(page_words("open"), lang) if phase.end == LAST else phase.end.isoformat()
        whom = row.whom + (f": {row.what}" if row.what else "")
        rule = Text(rule_name(phase.rule, lang), style=f"bold {style}" if row.live else style)
        rest = (whom, phase.instrument, say("confidences", phase.confidence))
        if not wide:
            rule.append("".join(f"\n{part}" for part in rest), style="not bold dim")
        cells = [
            phase.start.isoformat(),
            end,
            Text(bar(row, made.on, room), style=style),
            rule,
            *(rest if wide else ()),
        ]
        table.add_row(*cells, style="" if row.live else "dim")
    console.print(table)
    for key, roles in (("targets", ("non_government", "listed")), ("receive", ("government", "mission"))):
        live = [n.name for n in regime.named if n.role in roles and n.start <= day <= n.end]
        if live:
            console.print(Text(f"{_in(page_words(key), lang)}: {'; '.join(live)}"))
    console.print(Text(_in(disclaimer(), lang), style="italic"))
    console.print()


@embargo_app.command("report")
def report(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...", help="Reports as JSONL (`saksi read`), or articles to read. Without any: the record."
        ),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Leads of this day or later, YYYY-MM-DD.")] = None,
    format: Annotated[LeadFormat, typer.Option(help="How to write the leads.")] = LeadFormat.html,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Take permitted and uncovered transfers as well.")] = False,
    labels: Annotated[Labels, typer.Option(help="Language of the page.")] = Labels.en,
    db: Db = None,
) -> None:
    """Gather leads from reports for a working file: each with its words and sources, joined by story."""
    from saksi.watch import annotate
    from saksi.watch.leads import leads, write_csv

    problems = Problems()
    day = _day(since, "--since") if since else None
    found = leads(map(annotate, _told(inputs or [], db, problems)), day, everything, _stories(inputs or [], db))
    if format is LeadFormat.csv:
        import io

        target = io.StringIO(newline="")
        write_csv(found, target)
        _write(target.getvalue(), output)
    else:
        from saksi.watch.page import leads_page

        _write(leads_page(found, labels.value), output)
    raise typer.Exit(problems.code)


def _told(inputs: list[str], db: str | None, problems: Problems) -> Iterator[Report]:
    """The reports of a record where no input is named; else those in files of reports and those read from articles."""
    from saksi.cli import reading, reported
    from saksi.cli.recorded import opened

    if not inputs:
        with opened(db) as record:
            yield from record.reports()
        return
    written = [name for name in inputs if _holds_reports(Path(name))]
    yield from reported.reports(written, problems)
    articles = reading.articles([name for name in inputs if name not in written], None, None, problems)
    first = next(articles, None)
    if first is not None:
        yield from reading.counted(reading.reports(first, articles, None, explain=False), quiet=False)


def _stories(inputs: list[str], db: str | None) -> Iterator[dict[str, Any]]:
    """The stories of the record, where no input is named."""
    from saksi.cli.recorded import opened

    if not inputs:
        from saksi.record import storylines

        with opened(db) as record:
            yield from storylines.find(record)


def _holds_reports(path: Path) -> bool:
    """Whether the file's first line is a report of ours."""
    import json

    try:
        with path.open(encoding="utf-8") as source:
            first = json.loads(source.readline())
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and str(first.get("schema", "")).startswith("saksi/")


def _write(text: str, output: Path | None) -> None:
    from saksi.cli.writing import written

    try:
        with written(output) as target:
            target.write(text.encode("utf-8"))
    except OSError as error:
        stop(f"{output or 'standard output'}: cannot be written: {error.strerror}.")
