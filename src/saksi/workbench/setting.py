"""What a page knows about its request: the record, who asks, in which language and light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from saksi.export.labels import LANGUAGES
from saksi.workbench.interface import Interface, interface, preferred

THEMES = ("light", "dark")


@dataclass(slots=True)
class Setting:
    """One request's surroundings; ``theme`` is empty where the machine's own preference counts."""

    request: Request
    record: Any
    words: Interface
    theme: str

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """The page made from ``template``, which sees ``w`` (interface words), ``L`` (labels) and what is given."""
        url = self.request.url
        made = self.request.app.state.templates.render(
            template,
            {
                "here": self,
                "w": self.words,
                "L": self.words.labels,
                "lang": self.words.lang,
                "theme": self.theme,
                "path": url.path,
                "address": url.path + (f"?{url.query}" if url.query else ""),
                **context,
            },
        )
        return HTMLResponse(made, status)


def setting(request: Request) -> Setting:
    """The surroundings of ``request``."""
    lang = request.cookies.get("saksi-lang", "")
    theme = request.cookies.get("saksi-theme", "")
    return Setting(
        request=request,
        record=request.app.state.record,
        words=interface(lang if lang in LANGUAGES else preferred(request.headers.get("accept-language", ""))),
        theme=theme if theme in THEMES else "",
    )


Here = Annotated[Setting, Depends(setting)]
