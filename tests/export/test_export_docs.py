"""docs/exports.md explains every column, every code and every format."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from saksi.cli.export import ExportFormat
from saksi.export import gdelt, parquet, spreadsheet
from saksi.export.graph import Edge, Node

from .items import exported, recorded

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
CAMEO = Path(gdelt.__file__).parent / "data" / "cameo.yaml"


def told(heading: str) -> set[str]:
    """The words in backticks of a section."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"`([^`\s]+)`", section))


def test_every_format_has_a_line() -> None:
    assert {f.value for f in ExportFormat} <= set(re.findall(r"`(\w+)`", PAGE.split("\n## ")[0]))


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("CSV", spreadsheet.COLUMNS),
        ("Parquet", parquet.SCHEMA.names),
        ("GDELT", [c for c in gdelt.COLUMNS if not c.startswith(("Actor1Geo_", "Actor2Geo_"))]),
        ("Networks", [f.name for f in (*fields(Node), *fields(Edge)) if f.name not in ("id", "source", "target")]),
    ],
)
def test_every_column_is_explained(heading: str, names: list[str]) -> None:
    assert [name for name in names if name not in told(heading)] == []


def test_every_parquet_field_inside_a_column_is_explained() -> None:
    import pyarrow as pa

    known = told("Parquet")
    for column in parquet.SCHEMA:
        inner = column.type.value_type if pa.types.is_list(column.type) else column.type
        if pa.types.is_struct(inner):
            assert [field.name for field in inner if field.name not in known] == [], column.name


def test_every_followthemoney_schema_and_property_is_explained() -> None:
    import json

    known = told("FollowTheMoney")
    for line in exported("ftm", recorded()).decode().splitlines():
        entity = json.loads(line)
        assert entity["schema"] in known
        assert [name for name in entity["properties"] if name not in known] == []


def test_event_codes_in_the_docs_are_those_written() -> None:
    section = PAGE.split("| type | general code | modes |\n")[1]
    rows = re.findall(r"^\| ([A-Z]+) \| (\d+) \| (.*?) ?\|$", section, re.MULTILINE)
    shown = {
        kind: {"code": code} | ({"modes": dict(m.split(" ") for m in modes.split(", "))} if modes else {})
        for kind, code, modes in rows
    }
    assert shown == yaml.safe_load(CAMEO.read_text(encoding="utf-8"))["events"]
