"""Offices of Indonesian news: one person, whether the office stands before his name or takes it up again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

OFFICES = yaml.safe_load(Path(__file__).with_name("offices.yaml").read_text(encoding="utf-8"))
NAME = "Budi Santoso"


def _accusers(report: Any) -> list[list[str]]:
    names = {e.id: e.name for e in report.entities}
    return [[names[n] for n in event.actors] for event in report.events if event.type == "ACCUSE"]


@pytest.mark.parametrize("office", OFFICES)
def test_stands_before_a_name(read: Any, office: str) -> None:
    assert _accusers(read(f"{office} {NAME} mengecam Israel pada Rabu.")) == [[NAME]]


@pytest.mark.parametrize("office", OFFICES)
def test_takes_up_who_was_named(read: Any, office: str) -> None:
    assert _accusers(read(f'"Kami marah," kata {NAME} kepada wartawan.\n{office} itu mengecam Israel.')) == [[NAME]]
