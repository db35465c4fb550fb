"""What joining needs of the reports in a record: read straight from their JSON, the rest of which is most of it.

A report was checked in full when it was kept. Here nothing but the shape of what is used is checked again.
"""

from __future__ import annotations

import zlib

from pydantic import BaseModel, Field

from saksi.report import Article, Date, EntityKind, Evidence, Place, Status


class KeptArticle(Article):
    """The article; the sentences are most of its spans, and not looked at again one by one."""

    sentences: list[tuple[int, int]] = Field(default_factory=list)


class KeptEntity(BaseModel):
    """Of ``saksi.report.Entity`` who it is."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sectors: list[str] = []
    aliases: list[str] = []


class KeptEvent(BaseModel):
    """Of ``saksi.report.Event`` all but how it is classed and why."""

    id: str
    type: str
    mode: str | None = None
    status: Status = "actual"
    actors: list[str] = []
    recipients: list[str] = []
    date: Date | None = None
    place: Place | None = None
    sources: list[str] = []
    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    confidence: float
    evidence: list[Evidence] = []


class Kept(BaseModel):
    """A report as far as ``saksi.record.tellings`` asks."""

    id: str
    article: KeptArticle
    entities: list[KeptEntity] = []
    events: list[KeptEvent] = []


class _Page(BaseModel):
    article: KeptArticle


def kept(data: bytes) -> Kept:
    """What ``saksi.record.rows.packed`` packed, as far as tellings are made of it."""
    return Kept.model_validate_json(zlib.decompress(data))


def kept_article(data: bytes) -> Article:
    """The article of what was packed."""
    return _Page.model_validate_json(zlib.decompress(data)).article
