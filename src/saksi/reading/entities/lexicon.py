"""What Indonesian nouns do around names, read once from ``nouns.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

Words = frozenset[str]
SIDE = "pihak"
UNIT = re.compile(r"(\d+|[IVXL]+)(/\w+)?")  # the number of a command or battalion: "XVII", "172/PWY"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Closed word lists by what they do; all in lower case. See ``nouns.yaml`` for their meaning."""

    state_heads: Words
    bare_state_heads: Words
    force_heads: Words
    shells: Words
    determiners: Words
    list_openers: Words
    place_prepositions: Words
    missions: Words
    town_nouns: Words
    definite: Words
    persons: Words
    organisations: Words
    states: Words
    bands: Words
    classifying: Words
    no_parties: Words
    naming: Words
    counted_for_no_one: Words
    honorifics: Words
    worldwide: Words
    aliens: Words
    professions: Words
    other_police: Words
    stateless: Words
    never_in_names: Words
    no_names: Words
    openers: Words
    territorial: Words
    envoys: Words
    followers: Words
    attendants: Words
    grades: Words
    addresses: Words
    place_heads: Words
    administered: Words
    unknown: Words
    no_classifiers: Words
    plurals: Words
    crowds: Words
    domestic_heads: Words
    title_links: Words
    also_called: Words
    spokesmen: Words
    members: Words
    lone_bodies: Words
    exercises: Words
    exercise_kinds: Words
    suffered: Words
    telling: Words
    laws: Words
    own_bodies: Words
    things: Words
    bidding: Words
    sides: Words
    areas: Words
    removing: Words
    nominal_heads: Words
    pronouns: dict[str, str]
    organisation_heads: dict[str, tuple[str, ...]]
    topics: dict[str, str]
    spelled_out: dict[str, str]
    seats: dict[str, str]
    topic_order: tuple[str, ...]

    def points(self, words: list[str], at: int) -> bool:
        """Whether "itu" or the like stands at ``at`` in ``words``."""
        return at < len(words) and words[at] in self.definite

    def topic_sectors(self, words: list[str]) -> list[str]:
        """PLOVER sectors that the words of a phrase speak of, the weightiest first."""
        found = {self.topics[w] for w in words if w in self.topics}
        return [code for code in self.topic_order if code in found] if found else []


@cache
def lexicon() -> Lexicon:
    """The word lists, loaded once a process."""
    text = resources.files(__package__).joinpath("nouns.yaml").read_text(encoding="utf8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    lists = {
        key: frozenset(data[key])
        for key in Lexicon.__slots__
        if key
        not in ("pronouns", "organisation_heads", "topics", "topic_order", "spelled_out", "seats", "nominal_heads")
    }
    heads = ("state_heads", "force_heads", "states", "organisations", "persons", "areas")
    return Lexicon(
        nominal_heads=frozenset({SIDE} | {word.split()[0] for key in heads for word in data[key]}),
        **lists,
        pronouns={word: kind for kind, words in data["pronouns"].items() for word in words},
        organisation_heads={w: tuple(codes.split()) for codes, ws in data["organisation_heads"].items() for w in ws},
        topics={word: code for code, words in reversed(data["topics"].items()) for word in words},
        spelled_out=dict(data["spelled_out"]),
        seats=dict(data["seats"]),
        topic_order=tuple(data["topics"]),
    )


def singular(word: str) -> str:
    """A noun in lower case without doubling ("negara-negara") and without the clitic "-nya"."""
    if word[-3:] == "nya" and len(word) > 6:
        word = word[:-3].removesuffix("-")
    if "-" not in word:
        return word
    half, _, rest = word.partition("-")
    return half if len(half) > 2 and rest.startswith(half) else word
