"""An article pasted into the workbench: read, kept and opened."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from saksi.record import article_id
from saksi.report import Article
from saksi.workbench.models import LONGEST_TEXT
from saksi.workbench.reading import UnreadableArticle
from saksi.workbench.setting import Coding

router = APIRouter()


@router.get("/articles/new")
def form(here: Coding) -> Response:
    """The empty form."""
    return here.page("adding.html.j2", given={}, error="", longest=LONGEST_TEXT)


@router.post("/articles/new")
def add(
    here: Coding,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=2000)] = "",
    outlet: Annotated[str, Form(max_length=500)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    url: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Read the article and open it; one that cannot be read comes back with the reason."""
    given = {"title": title, "outlet": outlet, "published": published, "url": url}
    try:
        if len(text) > LONGEST_TEXT:
            raise UnreadableArticle(f"An article has at most {LONGEST_TEXT} characters.")
        known = {name: value.strip() or None for name, value in given.items()}
        article = Article.model_validate({"id": "article", "text": text.replace("\r\n", "\n")} | known)
        report = here.request.app.state.reading.read(article)
    except UnreadableArticle as error:
        return here.page("adding.html.j2", 422, given=given | {"text": text}, error=str(error), longest=LONGEST_TEXT)
    here.record.add(report)
    return RedirectResponse(f"/articles/{article_id(report.article)}", 303)
