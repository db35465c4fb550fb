"""What the REST API takes and gives, beside the record's own models."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from saksi.record import EventHit, Filters, Judgement, Order, Review
from saksi.record.reviewing import Verdict

T = TypeVar("T")
MOST_ROWS = 500
MOST_SKIPPED = 10_000_000
LONGEST_TEXT = 2_000_000
_Id = Annotated[str, Field(min_length=1, max_length=200)]
_Note = Annotated[str, Field(max_length=2000)]


class Asked(Filters):
    """Filters with a page and an order."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="Rows of a page.")
    offset: int = Field(0, ge=0, le=MOST_SKIPPED, description="Rows before it.")
    order: Order = Field(Order.newest, description="In which order.")

    @model_validator(mode="after")
    def _two_sides(self) -> Self:
        if len(self.between) not in (0, 2):
            raise ValueError(f"between: two countries face each other, not {len(self.between)}")
        return self

    @property
    def filters(self) -> Filters:
        """The filters alone."""
        return Filters.model_validate(self.model_dump(include=set(Filters.model_fields)))


class Listing(BaseModel, Generic[T]):
    """A page of a list: ``total`` rows in all, ``next`` the offset of the page that follows."""

    items: list[T]
    total: int
    limit: int
    offset: int
    next: int | None

    @classmethod
    def of(cls, items: list[T], total: int, limit: int, offset: int) -> Self:
        """The page of ``items`` that begins at ``offset``."""
        following = offset + len(items)
        return cls(items=items, total=total, limit=limit, offset=offset, next=following if following < total else None)


class Words(BaseModel):
    """The words a field was read from: a span of the article's text."""

    field: str
    start: int
    end: int
    words: str
    entity: str | None


class EventDetail(EventHit):
    """An event with the words of each field, why fields are empty, and its reviews."""

    evidence: list[Words]
    reasons: dict[str, str]
    reviews: list[Review]


class ArticleIn(BaseModel):
    """An article to read; what is known about it beside its text helps to read it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    title: str | None = Field(None, max_length=2000)
    outlet: str | None = Field(None, max_length=500)
    url: str | None = Field(None, max_length=4000)
    published: str | None = Field(None, description="The day of publication, YYYY-MM-DD.", max_length=10)
    id: str = Field("article", min_length=1, max_length=200)


class ToRead(ArticleIn):
    """An article to read; with ``explain`` the report says why each choice was made."""

    explain: bool = False


class Articles(BaseModel):
    """Articles to read and keep."""

    model_config = ConfigDict(extra="forbid")

    articles: list[ArticleIn] = Field(min_length=1, max_length=100)


class Kept(BaseModel):
    """What became of one article: its id in the record, or the reason why it could not be read."""

    given_id: str
    id: str | None = None
    new: bool = False
    events: int = 0
    statements: int = 0
    error: str | None = None


class Act(BaseModel):
    """One press of a key: a decision about one or more events. The same ``act`` sent twice is kept once."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")
    project: str | None = Field(None, max_length=80, description="The project that it is given for.")
    judgements: list[Judgement] = Field(min_length=1, max_length=1000)


class Undo(BaseModel):
    """The act to take back; without one the latest of whoever asks."""

    model_config = ConfigDict(extra="forbid")

    act: str | None = Field(None, max_length=64)


class Merge(BaseModel):
    """Events of one article that are one: ``keep`` takes over what it lacks, the others are rejected."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")
    keep: _Id
    drop: list[_Id] = Field(min_length=1, max_length=20)


class Split(BaseModel):
    """An event in which two acts are told: the other one, as far as it differs."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")
    event: _Id
    changes: dict[str, Any] = Field(min_length=1)
    note: _Note | None = None


class Ruling(BaseModel):
    """What settles a disagreement: the review that was right, or a verdict of one's own."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")
    event: _Id
    right: int | None = Field(None, ge=1, le=2**53, description="Number of the review that was right.")
    verdict: Verdict | None = None
    changes: dict[str, Any] = Field(default_factory=dict)
    note: _Note | None = None


class EntityOut(BaseModel):
    """An entity of one article."""

    id: str
    article_id: str
    name: str
    kind: str
    country: str | None
    sectors: list[str]
    role: str | None
    aliases: list[str]
    actor_id: str | None


class StoryOut(BaseModel):
    """Reports of one event in several articles, with its independent sources counted."""

    id: str
    type: str
    date_from: str | None
    date_to: str | None
    place_name: str | None
    place_country: str | None
    articles: int
    copies: int
    independent_sources: int
    disagreements: Any
    events: list[str]


class FindingOut(BaseModel):
    """What an arms embargo says about an event."""

    event_id: str
    regime: str
    rule: str
    instrument: str
    why: str


class Fact(BaseModel):
    """A field of an event in the language of whoever asks: its value, its words, and why it is empty if it is."""

    label: str
    value: str
    words: list[str]
    note: str


class QueueItem(BaseModel):
    """An event as the review queue shows it.

    ``seen`` is the number of its latest review; ``before`` and ``after`` are the words around its sentence, which
    begins at ``start`` of an article of ``length`` characters; ``spans`` are the words of its fields, counted from the
    beginning of ``text``, the sentence, and ``evidence`` all of them, counted from the beginning of the article.
    """

    event: EventHit
    seen: int
    text: str
    before: str
    after: str
    start: int
    length: int
    spans: list[Words]
    evidence: list[Words]
    facts: list[Fact]
    published: str
    fields: dict[str, Any]
    entities: list[EntityOut]
    siblings: list[dict[str, str]]


class Queue(BaseModel):
    """A stretch of the queue, and how many events are left in it."""

    items: list[QueueItem]
    left: int


Level = Literal[
    "verdict", "type", "mode", "status", "date", "place", "actors", "recipients", "sources", "contexts", "killed",
    "injured", "arrested",
]  # fmt: skip


class Agreement(BaseModel):
    """How far coders agree on events that at least two judged blind; null where a figure is not defined.

    ``agreed`` is the share of pairs of verdicts that are the same, of each field.
    """

    events: int
    agreed: dict[Level, float | None]
    alpha: dict[Level, float | None]
    kappa: list[dict[str, Any]]
