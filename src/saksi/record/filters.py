"""What is looked for in a record: one typed set of filters for the command line, the library and the web pages.

>>> from saksi.record import Filters
>>> wanted = Filters(type=["ASSAULT"], party=["PBB"], since="2019-04-04")
>>> wanted.to_query()
'type=ASSAULT&party=PBB&since=2019-04-04'
>>> Filters.from_query("type=ASSAULT&party=PBB&since=2019-04-04") == wanted
True
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self, get_args
from urllib.parse import parse_qsl, urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from saksi.dates import days
from saksi.record.errors import RecordError
from saksi.report import Status


class What(StrEnum):
    """What a search lists."""

    events = "events"
    statements = "statements"
    articles = "articles"


class Order(StrEnum):
    """In which order: by day, undated ones last, or events by confidence."""

    newest = "newest"
    oldest = "oldest"
    uncertain = "uncertain"
    certain = "certain"


class ReviewState(StrEnum):
    """What people made of an event."""

    unreviewed = "unreviewed"
    confirmed = "confirmed"
    corrected = "corrected"
    rejected = "rejected"
    flagged = "flagged"


def _day(value: str) -> str:
    if days(value) is None:
        raise ValueError(f"{value!r} is no day, month or year of the calendar; write it as YYYY-MM-DD")
    return value


def _country(value: str) -> str:
    return value.strip().upper()


def _as_kept(value: Any) -> Any:
    """A value as the record keeps it: with the replacement character for NUL."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    return [_as_kept(one) for one in value] if isinstance(value, list | tuple) else value


Day = Annotated[str, AfterValidator(_day)]
Country = Annotated[str, AfterValidator(_country)]
Code = Annotated[str, AfterValidator(lambda value: value.strip().upper())]


class Filters(BaseModel):
    """Which events, statements or articles are looked for; all that is set must hold.

    Several types, modes, statuses, outlets, countries and review states are alternatives; several names must all take
    part. Words are found whatever their case and accents, ``"in quotes"`` next to each other, ``with*`` by their
    beginning. Statements and articles are found by what is set about events when their article has such an event.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str | None = Field(
        default=None, description="Words in the sentence of the act, the statement or the article."
    )
    about: str | None = Field(default=None, description="Words anywhere in the article.")
    type: tuple[Code, ...] = Field(default=(), description="PLOVER type.")
    mode: tuple[str, ...] = Field(default=(), description="PLOVER mode.")
    context: tuple[str, ...] = Field(default=(), description="PLOVER context.")
    quad: tuple[Annotated[int, Field(ge=1, le=4)], ...] = Field(default=(), description="Quad class, 1 to 4.")
    status: tuple[Status, ...] = Field(default=(), description=f"Status: {', '.join(get_args(Status))}.")
    party: tuple[str, ...] = Field(default=(), description="Name of an actor, recipient or source; of who speaks.")
    actor: tuple[str, ...] = Field(default=(), description="Name of an actor.")
    recipient: tuple[str, ...] = Field(default=(), description="Name of a recipient.")
    source: tuple[str, ...] = Field(default=(), description="Name of who vouches: speaker, agency or outlet.")
    country: tuple[Country, ...] = Field(default=(), description="Country of an actor or recipient; of who speaks.")
    actor_country: tuple[Country, ...] = Field(default=(), description="Country of an actor.")
    recipient_country: tuple[Country, ...] = Field(default=(), description="Country of a recipient.")
    between: tuple[Country, ...] = Field(default=(), description="Two countries that face each other, whoever acts.")
    place: str | None = Field(default=None, description="Name of the place, or how it begins.")
    place_country: tuple[Country, ...] = Field(default=(), description="Country of the place.")
    since: Day | None = Field(
        default=None, description="On this day or later; of statements and articles, published then."
    )
    until: Day | None = Field(default=None, description="On this day or earlier.")
    published_since: Day | None = Field(default=None, description="Published on this day or later.")
    published_until: Day | None = Field(default=None, description="Published on this day or earlier.")
    outlet: tuple[str, ...] = Field(default=(), description="Outlet that published it.")
    article: str | None = Field(default=None, description="Id of the article.")
    story: str | None = Field(default=None, description="Id of the story.")
    who: str | None = Field(default=None, description="Id of a person or body across the record.")
    review: tuple[ReviewState, ...] = Field(default=(), description="What people made of it.")
    min_confidence: float | None = Field(default=None, ge=0, le=1, description="At least so sure.")
    max_confidence: float | None = Field(default=None, ge=0, le=1, description="At most so sure.")
    min_sources: int | None = Field(
        default=None, ge=1, le=1_000_000, description="Told by so many independent sources or more."
    )
    max_sources: int | None = Field(
        default=None, ge=1, le=1_000_000, description="Told by so many independent sources or fewer."
    )
    regime: tuple[str, ...] = Field(default=(), description="Arms embargo that says something about it.")
    rule: tuple[str, ...] = Field(default=(), description="What the embargo says.")

    @model_validator(mode="before")
    @classmethod
    def _keepable(cls, fields: Any) -> Any:
        return {name: _as_kept(value) for name, value in fields.items()} if isinstance(fields, dict) else fields

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """The filters with ``fields``; raises ``RecordError`` in a sentence where one has no such value."""
        try:
            made = cls.model_validate({name: value for name, value in fields.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).replace("_", "-") if first["loc"] else "filters"
            told = first["msg"].removeprefix("Value error, ")
            raise RecordError(f"{name}: {told}, not {first['input']!r}.") from None
        if made.between and len(made.between) != 2:
            raise RecordError(f"between: two countries face each other, not {len(made.between)}.")
        return made

    def to_query(self) -> str:
        """The filters as the query of an address, what is unset left out; the same for equal filters."""
        return urlencode(self.model_dump(mode="json", exclude_defaults=True), doseq=True)

    @classmethod
    def from_query(cls, query: str) -> Self:
        """The filters of an address; names that are no filters are left to others, empty values are unset.

        Raises ``RecordError`` for a value that a filter cannot have.
        """
        fields: dict[str, Any] = {}
        for name, value in parse_qsl(query.removeprefix("?")):
            if name in cls.model_fields:
                fields.setdefault(name, []).append(value)
        many = {name for name, field in cls.model_fields.items() if field.default == ()}
        return cls.of(**{name: found if name in many else found[-1] for name, found in fields.items()})

    def first_day(self, field: str) -> str | None:
        """The first day that the date in ``field`` may mean."""
        return _bound(getattr(self, field), 0)

    def last_day(self, field: str) -> str | None:
        """The last day that the date in ``field`` may mean: with ``until="2016"`` all of 2016."""
        return _bound(getattr(self, field), 1)


def _bound(value: str | None, side: int) -> str | None:
    known = days(value) if value else None
    return (known[0], known[1])[side].isoformat() if known else None
