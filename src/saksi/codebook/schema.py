"""The shape of codebook files, and the check that says in words what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from saksi.language.affixes import PATTERNS

_PREPOSITIONS = (
    "oleh", "dari", "dengan", "terhadap", "kepada", "ke", "atas", "pada", "antara", "bagi", "untuk", "di", "dalam",
    "melawan", "tentang", "bersama", "soal", "mengenai", "buat", "menuju",
)  # fmt: skip
_SLOTS = frozenset({"subject", "object", "poss", *_PREPOSITIONS})


def _pattern(value: str) -> str:
    if value not in PATTERNS:
        raise ValueError(f"unknown affix pattern {value!r}; the patterns are {', '.join(PATTERNS)}")
    return value


def _slot(value: str) -> str:
    if value not in _SLOTS:
        raise ValueError(f"unknown argument slot {value!r}; the slots are {', '.join(sorted(_SLOTS))}")
    return value


def alternatives(word: str) -> list[str]:
    """What a word of a trigger phrase stands for: ``akan|tidak_akan`` is "akan" or "tidak akan";
    ``(akan)`` may be left out.

    Left out is an empty string, last; ``_`` is a blank inside an alternative.
    """
    optional = word.startswith("(") and word.endswith(")")
    named = (word[1:-1] if optional else word).split("|")
    return [one.replace("_", " ") for one in named] + [""] * optional


def _phrase(value: str) -> str:
    words = [word for part in value.split() for one in alternatives(part) for word in one.split()]
    for word in words:
        root, plus, pattern = word.partition("+")
        if plus and root:
            _pattern(pattern)
    if not value.strip() or value != value.lower():
        raise ValueError(f"a trigger phrase must be in lower case and not empty, got {value!r}")
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Slot = Annotated[str, AfterValidator(_slot)]
Phrase = Annotated[str, AfterValidator(_phrase)]
VoiceName = Literal["active", "passive", "base", "noun"]


class Strict(BaseModel):
    """No unknown field passes unseen."""

    model_config = ConfigDict(extra="forbid")


class TypeEntry(Strict):
    """One event type. ``cues`` give a mode to every frame of the type that names none itself."""

    quad: Annotated[int, Field(ge=1, le=4)]
    score: float
    modes: dict[str, float | None] = {}
    gloss: str = ""
    gloss_id: str = ""
    cues: list[ModeEntry] = []


class ModeEntry(Strict):
    """Words around the trigger that give a mode."""

    words: list[str] = Field(min_length=1)
    mode: str | None


class Example(Strict):
    """A sentence that a frame must match (with its parties, if given), or must not (``none``)."""

    text: str = Field(min_length=4)
    actor: list[str] | None = None
    recipient: list[str] | None = None
    mode: str | None = None
    status: str | None = None
    none: bool = False


def _example(value: Any) -> Any:
    """A bare string is a sentence that the frame must match."""
    return {"text": value} if isinstance(value, str) else value


class LightVerbEntry(Strict):
    """Light verbs with one reading of their subject."""

    subject: Literal["actor", "recipient"] | None
    verbs: dict[str, list[Pattern]] = {}
    forms: dict[VoiceName, list[str]] = {}


class FrameEntry(Strict):
    """One frame as written in a codebook file; data/README.md explains the fields."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")
    type: str = ""
    root: str | None = None
    verb: list[Pattern] = []
    noun: list[Pattern] = []
    bare: bool = True
    forms: dict[VoiceName, list[Phrase]] = {}
    phrase: list[Phrase] = []
    voice: VoiceName = "noun"
    poss: Literal["actor", "recipient"] | None = None
    object: list[str] = []
    with_: list[str] = Field(default=[], alias="with")
    with_anywhere: bool | Literal["sentence"] = False
    unless: list[str] = []
    mode: str | None = None
    modes: list[ModeEntry] | None = None
    actor: list[Slot] = []
    recipient: list[Slot] = []
    reciprocal: bool = False
    status: Literal["actual", "future", "hypothetical", "negated"] | None = None
    needs: list[Literal["actor", "recipient", "any"]] = []
    tense: dict[Literal["future"], str] = {}
    complement: Literal["act"] | None = None
    absorbs: bool = False
    speech: bool = False
    confidence: Annotated[float, Field(gt=0, le=1)] = 0.8
    examples: list[Annotated[Example, BeforeValidator(_example)]] = []

    @model_validator(mode="after")
    def _has_a_trigger(self) -> FrameEntry:
        if (self.verb or self.noun) and not self.root:
            raise ValueError("affix patterns under verb or noun need a root")
        if not (self.verb or self.noun or self.forms or self.phrase):
            raise ValueError("a frame needs a trigger: verb or noun patterns with a root, forms, or a phrase")
        return self


class Book(Strict):
    """A whole codebook file: what it adds to Saksi's codebook, or the codebook itself with ``replace: true``."""

    replace: bool = False
    types: dict[str, TypeEntry] = {}
    contexts: dict[str, list[str]] = {}
    light_verbs: list[LightVerbEntry] = []
    word_sets: dict[str, list[str]] = {}
    frames: list[FrameEntry] = []


def parse(path: Path) -> tuple[dict[str, Any], yaml.Node | None]:
    """The raw content of a codebook file as a mapping, and its YAML nodes for line numbers.

    A bare list counts as ``frames``. Raises ``ValueError`` naming file and line when the file is no YAML or no mapping.
    """
    try:
        text = path.read_text(encoding="utf8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        raw = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = min(error.problem_mark.line + 1, text.count("\n") + 1) if error.problem_mark else 1
        raise ValueError(f"{path}:{line}: not readable as YAML: {error.problem or error}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"{path}:1: cannot be read: {error}") from error
    if raw is None:
        raw = {}
    if isinstance(raw, list):
        return {"frames": raw}, node
    if not isinstance(raw, dict):
        raise ValueError(f"{path}:1: a codebook file holds a mapping with 'frames', or a list of frames")
    return raw, node


def line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The 1-based line of the deepest YAML node that ``location`` (pydantic's path) leads to."""
    if isinstance(node, yaml.SequenceNode) and location and location[0] == "frames":
        location = location[1:]
    line = node.start_mark.line + 1 if node is not None else 1
    for step in location:
        following: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    line, following = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            following = node.value[step]
            line = following.start_mark.line + 1
        if following is None:
            break
        node = following
    return line


def problems_of(path: Path, raw: dict[str, Any], node: yaml.Node | None) -> tuple[Book | None, list[str]]:
    """``raw`` as a ``Book`` and, where its shape is wrong, one ``file:line: what`` line for each problem."""
    try:
        return Book.model_validate(raw), []
    except ValidationError as error:
        lines = []
        for detail in error.errors():
            where = ".".join(str(step) for step in detail["loc"])
            message = detail["msg"].removeprefix("Value error, ")
            lines.append(f"{path}:{line_of(node, detail['loc'])}: {where}: {message}")
        return None, lines
