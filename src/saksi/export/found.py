"""What a search found, written for people and programs: a table, CSV, JSON Lines, Parquet.

>>> from saksi.export.found import writers
>>> sorted(writers)
['csv', 'jsonl', 'parquet', 'table']
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from itertools import islice
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, BinaryIO

from saksi.export.guarding import guarded, joined
from saksi.export.visible import clip, json_line
from saksi.record.hits import ArticleHit, EventHit, Hit, Party, StatementHit

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

Writer = Callable[[Iterable[Hit], type[Hit], BinaryIO], None]

_GROUP = 5_000  # rows of a group in a Parquet file
_WORDS = 400  # characters of a cell in a table
_PAPER = 200  # characters of a line where there is no terminal
_WIDE = 120  # characters of a line that has room for a sentence
# The columns of a table, each with its share of what the line leaves; none for those that take what they need.
_COLUMNS: dict[type[Hit], dict[str, int]] = {
    EventHit: {"date": 0, "event": 0, "who_to_whom": 3, "place": 1, "words": 4, "id": 0},
    StatementHit: {"published": 0, "who": 1, "says": 3, "outlet": 0, "id": 0},
    ArticleHit: {"published": 0, "title": 1, "outlet": 0, "events": 0, "statements": 0, "id": 0},
}


def flat(hit: Hit) -> dict[str, Any]:
    """A hit as one row: parties by their names, beside them a column of their countries."""
    row: dict[str, Any] = {}
    for name in type(hit).model_fields:
        value = getattr(hit, name)
        if isinstance(value, Party) or (value is None and name in ("speaker", "addressee")):
            row[name] = value.name if value else None
            row[f"{name}_country"] = value.country if value else None
        elif name in ("actors", "recipients", "sources", "via"):
            row[name] = [party.name for party in value]
            if name in ("actors", "recipients"):
                row[f"{name[:-1]}_countries"] = list(dict.fromkeys(p.country for p in value if p.country))
        else:
            row[name] = value
    return row


def columns(kind: type[Hit]) -> list[str]:
    """The columns of ``flat`` rows."""
    found = []
    for name in kind.model_fields:
        found.append(name)
        if name in ("speaker", "addressee"):
            found.append(f"{name}_country")
        if name in ("actors", "recipients"):
            found.append(f"{name[:-1]}_countries")
    return found


def _csv(found: Iterable[Hit], kind: type[Hit], target: BinaryIO) -> None:
    """RFC 4180 with a heading; no cell can be taken for a formula, and each is one line."""
    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(columns(kind))
    for hit in found:
        rows.writerow([_cell(value) for value in flat(hit).values()])
    text.detach()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else guarded(value) if isinstance(value, str) else str(value)


def _jsonl(found: Iterable[Hit], kind: type[Hit], target: BinaryIO) -> None:
    for hit in found:
        target.write(json_line(hit.model_dump(mode="json")).encode())


def _parquet(found: Iterable[Hit], kind: type[Hit], target: BinaryIO) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(kind)
    rows = (flat(hit) for hit in found)
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _schema(kind: type[Hit]) -> pa.Schema:
    import pyarrow as pa

    plain = {"int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}

    def type_of(name: str) -> pa.DataType:
        field = kind.model_fields.get(name)
        told = str(field.annotation) if field else "list" if name.endswith("_countries") else "str"
        if "list" in told:
            return pa.list_(pa.string())
        inner = getattr(field.annotation, "__name__", told.partition(" |")[0]) if field else "str"
        return plain.get(told.partition(" |")[0], plain.get(inner, pa.string()))

    return pa.schema([(name, type_of(name)) for name in columns(kind)])


def _table(found: Iterable[Hit], kind: type[Hit], target: BinaryIO) -> None:
    from rich.console import Console

    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    width = get_terminal_size((_PAPER, 24)).columns
    show(found, kind, Console(file=text, width=width, highlight=False, emoji=False, markup=False))
    text.detach()


def show(found: Iterable[Hit], kind: type[Hit], console: Console) -> None:
    """A table for a terminal, a line a hit; nothing in it is obeyed. A narrow one has no room for the words."""
    from rich.table import Table
    from rich.text import Text

    wide = console.width >= _WIDE
    shares = {name: share for name, share in _COLUMNS[kind].items() if wide or name != "words"}
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    for name, share in shares.items():
        table.add_column(name.replace("_", " "), ratio=share or None, no_wrap=True, overflow="ellipsis")
    for hit in found:
        cells = _cells(hit)
        table.add_row(*(Text(clip(cells[name], _WORDS)) for name in shares))
    console.print(table)


def _cells(hit: Hit) -> dict[str, str]:
    if isinstance(hit, EventHit):
        marks = [hit.status] if hit.status != "actual" else []
        marks += [hit.review] if hit.review else []
        return {
            "date": hit.date or "-",
            "event": " ".join([hit.type, *filter(None, [hit.mode]), *(f"({mark})" for mark in marks)]),
            "who_to_whom": f"{_names(hit.actors)} → {_names(hit.recipients)}",
            "place": ", ".join(filter(None, (hit.place, hit.place_country))) or "-",
            "words": hit.words,
            "id": hit.id,
        }
    about = {"published": hit.published or "-", "outlet": hit.outlet or "-", "words": hit.words, "id": hit.id}
    if isinstance(hit, StatementHit):
        via = f" ({_names(hit.via)})" if hit.via else ""
        return about | {"who": _names([hit.speaker] if hit.speaker else []) + via, "says": hit.words}
    return about | {"title": hit.title or hit.words, "events": str(hit.events), "statements": str(hit.statements)}


def _names(parties: list[Party]) -> str:
    return ", ".join(party.name for party in parties) or "-"


writers: dict[str, Writer] = {"table": _table, "csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
kinds: dict[str, type[Hit]] = {"events": EventHit, "statements": StatementHit, "articles": ArticleHit}
