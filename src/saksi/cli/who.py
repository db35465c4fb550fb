"""``saksi who``: what the record knows of a person or body; names joined and split."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from saksi.cli.recorded import Db, caught_up, login_name, opened

if TYPE_CHECKING:
    from saksi.record import Record

_SHOWN = 10


class WhoFormat(StrEnum):
    """How a dossier is written."""

    text = "text"
    json = "json"


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, any of its spellings, or an id.")],
    format: Annotated[WhoFormat, typer.Option(help="How to write it.")] = WhoFormat.text,
    split: Annotated[
        str | None, typer.Option(help="Take this name out again: it is someone else. Holds for good.")
    ] = None,
    join: Annotated[str | None, typer.Option(help="This name or id is the same one. Holds for good.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why, for --split and --join.")] = None,
    coder: Annotated[str | None, typer.Option(help="Who says so. Default: your login name.")] = None,
    db: Db = None,
) -> None:
    """Show a dossier: names and roles, events by year, who with whom, statements, sources.

    Names are joined across articles by spelling, country, office and time, each with its reason; --split takes a
    joining back.
    """
    from saksi.record import naming
    from saksi.record.dossiers import dossier

    with opened(db) as record:
        caught_up(record)
        id = _one(record, name)
        if split is not None:
            naming.split(record, id, split, by=coder or login_name(), reason=reason)
            id = _one(record, name)
        if join is not None:
            other = _one(record, join)
            id = naming.join(record, id, other, by=coder or login_name(), reason=reason or "joined by hand")
        found = dossier(record, id)
    if format is WhoFormat.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in _lines(found):
            typer.echo(line)


def _one(record: Record, name: str) -> str:
    """The id of the actor that ``name`` means: the one met most; others of that name are named on standard error."""
    from saksi.export.visible import one_line
    from saksi.record.dossiers import candidates

    found = candidates(record, name)
    if not found:
        typer.echo(f"saksi: {one_line(name)}: nobody of that name in {one_line(record.name)}.", err=True)
        raise typer.Exit(2)
    for other in found[1 : _SHOWN + 1]:
        told = ", ".join(str(v) for v in (other["country"], f"{other.get('articles', 0)} articles") if v)
        typer.echo(f"also {other['id']}: {one_line(other['name'])} ({told})", err=True)
    first: str = found[0]["id"]
    return first


def _lines(found: dict[str, Any]) -> Iterator[str]:
    from saksi.export.visible import clip, one_line

    yield f"{one_line(found['name'])}  {found['kind']}, {found['country'] or 'country unknown'}  {found['id']}"
    yield "\nnames"
    for row in found["names"][:_SHOWN]:
        why = f"  {one_line('; '.join(row['why']))}" if row["why"] else ""
        yield f"  {one_line(row['name'])}  {row['articles']}{why}"
    yield from _section("roles", [f"{r['role']}  {r['articles']}  {r['first']} – {r['last']}" for r in found["roles"]])
    yield "\nevents"
    years: dict[str, dict[str, list[str]]] = {}
    for row in found["events"]:
        sides = years.setdefault(row["year"] or "no date", {})
        sides.setdefault(row["as"], []).append(f"{row['type']} {row['events']}")
    for year, sides in years.items():
        for side, counts in sides.items():
            yield f"  {year}  as {side}: {', '.join(counts)}"
    ways = [f"{r['name']}  {r['events']}  " + ", ".join(f"{k} {n}" for k, n in r["how"].items()) for r in found["with"]]
    yield from _section("with", [clip(way, 150) for way in ways])
    said = found["statements"]
    quotes = [clip(f"{s['published']}  {s['outlet']}  {s['content']}", 150) for s in said["latest"]]
    yield from _section(f"statements ({said['total']})", quotes)
    ties = [
        f"{t['kind']} {t['to']}  {t['articles']}" if "to" in t else f"{t['from']} {t['kind']} it  {t['articles']}"
        for t in found["ties"]
    ]
    yield from _section("ties", ties)
    outlets = [f"{o['outlet']}  {o['articles']}  {o['first']} – {o['last']}" for o in found["outlets"]]
    yield from _section(f"sources (vouches for {found['vouches']} events)", outlets)


def _section(head: str, lines: list[str]) -> Iterator[str]:
    from saksi.export.visible import one_line

    if lines:
        yield f"\n{head}"
        yield from (f"  {one_line(line)}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"  … {len(lines) - _SHOWN} more"
