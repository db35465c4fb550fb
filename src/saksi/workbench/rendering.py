"""The templates, filled with autoescaping: whatever an article says reaches a page as text."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from saksi.export.visible import clip, one_line, visible
from saksi.workbench.filtering import countries, options
from saksi.workbench.statics import Statics


class Templates:
    """The environment of ``templates/``; ``navigation`` is the list of pages in the bar."""

    def __init__(self, statics: Statics) -> None:
        self.environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=ChoiceLoader(
                [PackageLoader("saksi.workbench", "templates"), PackageLoader("saksi.export", "assets")]
            ),
        )
        text = files("saksi.workbench").joinpath("navigation.yaml").read_text(encoding="utf-8")
        self.navigation: list[dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
        self.environment.globals.update(
            static=statics.address, navigation=self.navigation, choices=options(), countries=countries
        )
        self.environment.filters.update(line=one_line, visible=visible, clip=clip, data=_data)

    def render(self, name: str, context: dict[str, Any]) -> str:
        """The page made from template ``name``."""
        return self.environment.get_template(name).render(context)


def _data(value: object) -> str:
    """JSON for a ``data-`` attribute, which a script of the page reads."""
    return json.dumps(value, ensure_ascii=False)
