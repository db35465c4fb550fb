"""The makers' annotations: places in articles and codes, no words of anybody's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from saksi.codebook import Codebook

FOLDER = Path(__file__).parents[2] / "training" / "annotations"
FILES = {"pool": 1680, "held": 200}
CODE = re.compile(r"[A-Z]{3}|\d{4}(-\d\d){0,2}|idn\d{6}|actual|future|hypothetical|negated")


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in strings(one)]


def lines(name: str) -> list[Any]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_annotations_hold_codes_and_places_only(name: str) -> None:
    types = Codebook.load().types
    codes = {*types, *(mode for kind in types.values() for mode in kind.modes)}
    rows = lines(name)
    assert len({row["id"] for row in rows}) == len(rows) == FILES[name]
    assert {text for row in rows for text in strings(row) if text not in codes and not CODE.fullmatch(text)} == set()


@pytest.mark.parametrize("name", FILES)
def test_every_place_lies_in_a_sentence(name: str) -> None:
    for row in lines(name):
        for event in row["events"]:
            start, end = row["sentences"][event["sentences"][0]]
            assert start <= event["trigger"][0] < event["trigger"][1] <= end
            sides = (*event.get("actors", ()), *event.get("recipients", ()), *event.get("sources", ()))
            assert all(n < len(row["parties"]) for n in sides)


def test_what_is_measured_on_is_not_learned_from() -> None:
    assert {row["id"] for row in lines("held")}.isdisjoint(row["id"] for row in lines("pool"))


def test_names_are_places_in_lines() -> None:
    rows = lines("names")
    assert len({row["line"] for row in rows}) == len(rows) == 6400
    for row in rows:
        ends = [0, *(end for _, end, _ in row["names"])]
        assert all(last <= start < end for last, (start, end, _) in zip(ends, row["names"], strict=False))
        assert {kind for *_, kind in row["names"]} <= {"PER", "ORG", "LOC"}
