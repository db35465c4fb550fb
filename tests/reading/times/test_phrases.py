"""Every phrase of the table gets the dates a careful reader gives it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from saksi.reading.times import find_times

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))


def published_of(case: dict[str, Any]) -> date | None:
    return case.get("published", TABLE["published"])


@pytest.mark.parametrize("case", TABLE["phrases"], ids=lambda case: case["text"])
def test_phrase(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_times(text, published_of(case), [(0, len(text))])
    wanted = [(words, value, (*rest, None)[0]) for words, value, *rest in case["times"]]
    assert [(one.text, one.value, one.end) for one in found] == wanted


@pytest.mark.parametrize("case", TABLE["phrases"], ids=lambda case: case["text"])
def test_unknown_dates_give_a_reason_and_known_ones_do_not(case: dict[str, Any]) -> None:
    text = case["text"]
    for one in find_times(text, published_of(case), [(0, len(text))]):
        assert (one.value is None) == bool(one.reason)
        assert text[slice(*one.span)] == one.text


def test_table_is_broad() -> None:
    assert len(TABLE["phrases"]) >= 150
    assert sum(not case["times"] for case in TABLE["phrases"]) >= 30
