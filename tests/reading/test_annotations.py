"""The makers' annotations: places in articles and codes, no words of anybody's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from saksi.codebook import Codebook

FILE = Path(__file__).parents[2] / "training" / "annotations" / "pool.jsonl"
CODE = re.compile(r"[A-Z]{3}|\d{4}(-\d\d){0,2}|idn\d{6}|actual|future|hypothetical|negated")


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in strings(one)]


def test_annotations_hold_codes_and_places_only() -> None:
    types = Codebook.load().types
    codes = {*types, *(mode for kind in types.values() for mode in kind.modes)}
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == 600
    assert {text for row in rows for text in strings(row) if text not in codes and not CODE.fullmatch(text)} == set()


def test_every_place_lies_in_a_sentence() -> None:
    for row in map(json.loads, FILE.read_text(encoding="utf-8").splitlines()):
        for event in row["events"]:
            start, end = row["sentences"][event["sentences"][0]]
            assert start <= event["trigger"][0] < event["trigger"][1] <= end
            sides = (*event.get("actors", ()), *event.get("recipients", ()), *event.get("sources", ()))
            assert all(n < len(row["parties"]) for n in sides)
