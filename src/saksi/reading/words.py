"""Word lists of the reading steps, from the YAML files in ``reading/data``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

_INITIALS = 4  # letters


@cache
def word_sets(name: str) -> dict[str, frozenset[str]]:
    """The lists of ``data/<name>.yaml`` as sets, by key; read once a process."""
    text = (files("saksi.reading") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return {key: frozenset(words) for key, words in yaml.load(text, yaml.CSafeLoader).items()}


def is_initials(form: str) -> bool:
    """Whether ``form`` is no more than a few capitals, as suspects are called by: "YK"."""
    return form.isupper() and form.isalpha() and len(form) <= _INITIALS
