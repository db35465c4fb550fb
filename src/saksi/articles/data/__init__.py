"""What news pages look like, as data: outlets, dateline places, date words, page machinery, function words."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """The YAML file ``name`` of this folder, every scalar as a string (so that "no" and "on" stay words)."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 (the base loader builds only strings, lists, maps)
    return loaded
