"""Articles in: read, or read and kept."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request

from saksi.record import article_id
from saksi.report import Article, Report
from saksi.workbench.models import ArticleIn, Articles, Kept, ToRead
from saksi.workbench.reading import Reading, UnreadableArticle
from saksi.workbench.setting import Coding, Here

router = APIRouter(prefix="/api", tags=["reading"])


@router.post("/read", response_model_by_alias=True)
def read(here: Here, given: ToRead) -> Report:
    """Read one article and give the report; nothing is kept."""
    try:
        return _reading(here.request).read(_article(given), explain=given.explain)
    except UnreadableArticle as error:
        raise HTTPException(422, str(error)) from None


@router.post("/articles")
def add(here: Coding, given: Articles) -> list[Kept]:
    """Read articles and keep them; one that is there already stays as it is, one that cannot be read says why."""
    made = []
    for one in given.articles:
        try:
            report = _reading(here.request).read(_article(one))
        except UnreadableArticle as error:
            made.append(Kept(given_id=one.id, error=str(error)))
            continue
        new = here.record.add(report)
        kept = Kept(given_id=one.id, id=article_id(report.article), new=new)
        made.append(kept.model_copy(update={"events": len(report.events), "statements": len(report.statements)}))
    return made


def _article(given: ArticleIn) -> Article:
    return Article.model_validate(given.model_dump(include=set(ArticleIn.model_fields)))


def _reading(request: Request) -> Reading:
    reading: Reading = request.app.state.reading
    return reading
