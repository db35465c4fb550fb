"""Checks the files of regimes: for whoever edits one, and run as a test. Loading does not check, to start fast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from saksi.watch import countries
from saksi.watch.regimes import files, read_yaml

_FIRST = date(1948, 1, 1)


class Strict(BaseModel):
    """No unknown key passes unseen."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def _country(code: str) -> str:
    if countries.code(code) != code:
        raise ValueError(f"{code!r} is no ISO 3166 alpha-3 code")
    return code


def _goods(name: str) -> str:
    if name not in read_yaml("goods.yaml")["classes"]:
        raise ValueError(f"{name!r} is no class of goods.yaml")
    return name


Country = Annotated[str, AfterValidator(_country)]
GoodsName = Annotated[str, AfterValidator(_goods)]
Text = Annotated[str, Field(min_length=2)]
Cover = Literal[
    "arms", "ammunition", "military_vehicles", "paramilitary_equipment", "police_equipment", "spare_parts",
    "technical_assistance", "training", "financing", "mercenaries", "dual_use", "missile_technology", "brokering",
    "ied_components",
]  # fmt: skip


class Both(Strict):
    """Words in both languages."""

    en: Text
    id: Text


class Dated(Strict):
    """Something with a first and a last day, both inclusive; a last day left out or null is none."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f"its last day {self.to} lies before its first {self.from_}")
        if self.from_ and self.from_ < _FIRST:
            raise ValueError(f"its first day {self.from_} lies before any embargo of the Council")
        return self


class NamedRow(Dated):
    """A party that the regime names, by the spellings newspapers use."""

    name: Text
    role: Literal["government", "mission"] | None = None
    class_: Literal["listed", "non_government"] | None = Field(default=None, alias="class")
    aliases: list[Text] = []
    short: Both | None = None
    resolution: str | None = None
    paragraph: str | None = None
    see_also: str | None = None
    note: str = ""
    src: list[str] = []


class PhaseRow(Dated):
    """One phase, or one rule on exports. Every phase cites a resolution or another body's act."""

    from_: date = Field(alias="from")
    rule: Literal["prohibited", "approval_required", "notification_required", "permitted"]
    applies_to: Literal["all", "government", "non_government", "listed", "area"]
    goods: list[GoodsName] = []
    lifted: Literal["ended", "suspended"] | None = None
    resolution: Annotated[str, Field(pattern=r"^\d{3,4} \((19|20)\d\d\)$")] | None = None
    act: Text | None = None
    paragraph: str | None = None
    confidence: Literal["verified", "unverified"]
    rule_checked: bool = False
    paragraph_checked: bool = False
    assumed_renewal: bool = False
    says: Both | None = None
    src: list[str] = []
    note: str = ""

    @model_validator(mode="after")
    def _cited(self) -> PhaseRow:
        if not (self.resolution or self.act):
            raise ValueError("it cites no instrument")
        if self.assumed_renewal and self.confidence == "verified":
            raise ValueError("an assumed renewal cannot be verified")
        return self


class ExemptionRow(Dated):
    """What the regime lets through and how."""

    what: Both
    procedure: Literal["none", "notification", "committee_approval"]
    resolution: str
    paragraph: str | None = None
    for_: Literal["government", "non_government"] | None = Field(default=None, alias="for")
    goods: list[GoodsName] = []
    confidence: Literal["verified", "unverified"]
    paragraph_checked: bool = False
    src: list[str] = []
    note: str = ""


class AreaRow(Strict):
    """The part of the country that the embargo is limited to."""

    en: Text
    id: Text
    names: list[Text]
    until: date | None = None
    note: str = ""


class SourceRow(Strict):
    """Something read for this file."""

    id: str
    url: Annotated[str, Field(pattern="^https?://")]
    what: str = ""


class RegimeFile(Strict):
    """One file under ``regimes/``."""

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9_]+$")]
    authority: Literal["UN", "EU"]
    title: Both
    countries: list[Country]
    scope: Literal["territory", "government", "non_governmental_forces", "listed_parties"]
    area: AreaRow | None = None
    no_government_from: date | None = None
    covers: list[Cover] = Field(min_length=1)
    checked: date
    corrections: list[Text] = []
    targets: list[NamedRow]
    authorised_recipients: list[NamedRow]
    phases: list[PhaseRow] = Field(min_length=1)
    exports: list[PhaseRow]
    exemptions: list[ExemptionRow]
    milestones: list[dict[str, Any]] = []
    committee: dict[str, Any] | None
    panel_of_experts: dict[str, Any] | None
    inspections: list[dict[str, Any]]
    sources: list[SourceRow]

    @model_validator(mode="after")
    def _holds_together(self) -> RegimeFile:
        known = {source.id for source in self.sources}
        cited = [row.src for row in (*self.phases, *self.exports)]
        cited += [row.src for row in self.exemptions] + [row.src for row in self.authorised_recipients]
        for names in cited:
            if unknown := set(names) - known:
                raise ValueError(f"it names the source {min(unknown)!r}, which its list of sources lacks")
        for one in self.phases:
            for other in self.phases:
                if one is not other and _clash(one, other):
                    raise ValueError(
                        f"two phases for {one.applies_to} hold on {max(one.from_, other.from_)} with different rules"
                    )
        return self


def _clash(one: PhaseRow, other: PhaseRow) -> bool:
    """Whether two phases speak of the same recipients, goods and days and say different things."""
    if one.applies_to != other.applies_to or one.rule == other.rule or bool(one.goods) != bool(other.goods):
        return False
    if one.goods and not set(one.goods) & set(other.goods):
        return False
    return one.from_ <= (other.to or date.max) and other.from_ <= (one.to or date.max)


def problems() -> Iterator[str]:
    """A sentence for each mistake in the regime files; nothing if all is well."""
    for name in files():
        try:
            read = RegimeFile.model_validate(read_yaml(f"regimes/{name}"))
        except ValidationError as error:
            for fault in error.errors():
                where = " > ".join(map(str, fault["loc"])) or "the file"
                yield f"regimes/{name}, {where}: {fault['msg'].removeprefix('Value error, ')}."
            continue
        if read.id != name.removesuffix(".yaml"):
            yield f"regimes/{name}: its id is {read.id!r}; the file must bear that name."
