"""Vouching: whose word a story rests on, and how many of them are independent of each other.

The rule, and why (``docs/stories.md`` has it with examples):

* Copies of one text are one source, whoever printed them.
* Two outlets that quote the same first-hand speaker rest on that speaker: one source.
* An outlet or agency that passes on what a named speaker said adds nothing of its own to it. It counts only for reports
  that name no one else: then the agency, or else the outlet, is who vouches.
* Two reports that name the same agency and nobody behind it are one source; so are two reports of one outlet.
* An agency or outlet that elsewhere in the story passes on a speaker's word is taken to rest on that word here too.

The number is therefore a cautious one: at least so many people or bodies vouch for the event separately.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from saksi.record.likeness import short_for
from saksi.record.tellings import Telling

Kind = Literal["speaker", "agency", "outlet", "article"]


@dataclass(frozen=True, slots=True)
class Voucher:
    """One independent source of a story.

    ``party`` tells that it takes part in the event itself, or speaks for a state that does; ``articles`` are those that
    rest on it.
    """

    name: str
    kind: Kind
    party: bool
    articles: tuple[str, ...]


@dataclass(slots=True)
class _Root:
    name: str
    kind: Kind
    names: frozenset[str]
    articles: set[str]
    carriers: set[str]
    state: str | None = None


def vouchers(story: Sequence[Telling], copy_group: Mapping[str, str] | None = None) -> list[Voucher]:
    """The independent sources of a story, speakers first, each with the articles that rest on it.

    ``copy_group`` names the group of each article that has copies: all tellings of a group rest on the same sources.
    """
    groups = copy_group or {}
    texts: dict[str, list[Telling]] = {}
    for telling in story:
        texts.setdefault(groups.get(telling.article_id, telling.article_id), []).append(telling)
    roots: list[_Root] = []
    silent: list[list[Telling]] = []
    for tellings in texts.values():
        if not _speakers(tellings, roots):
            silent.append(tellings)
    for tellings in silent:
        _carried(tellings, roots)
    parties = [p for t in story for p in (*t.actors, *t.recipients)]
    names = {name for p in parties for name in p.names}
    states = {p.country for p in parties if p.country and p.speaks_for_state}
    made = [
        Voucher(r.name, r.kind, bool(names & r.names) or r.state in states, tuple(sorted(r.articles))) for r in roots
    ]
    return sorted(made, key=lambda v: (v.kind != "speaker", -len(v.articles), v.name))


def _speakers(tellings: Sequence[Telling], roots: list[_Root]) -> bool:
    """Count the first-hand speakers of one text; false when it names none."""
    articles = {t.article_id for t in tellings}
    carriers = {s.name for t in tellings for s in t.sources if s.carrier} | {t.outlet for t in tellings if t.outlet}
    found = False
    for telling in tellings:
        for source in telling.sources:
            if source.carrier:
                continue
            found = True
            _join(roots, _Root(source.name, "speaker", source.names, set(articles), set(carriers), source.state))
    return found


def _carried(tellings: Sequence[Telling], roots: list[_Root]) -> None:
    """Count who vouches for a text that names no speaker: its agency, else its outlet, else the article itself."""
    articles = {t.article_id for t in tellings}
    agencies = sorted({s.name for t in tellings for s in t.sources if s.carrier})
    outlets = sorted({t.outlet for t in tellings if t.outlet})
    for kind, names in (("agency", agencies), ("outlet", outlets)):
        for name in names:
            known = next((r for r in roots if name == r.name or name in r.carriers), None)
            if known is not None:
                known.articles |= articles
                return
        if names:
            made: Kind = "agency" if kind == "agency" else "outlet"
            roots.append(_Root(names[0], made, frozenset({names[0]}), articles, set(names) | set(outlets)))
            return
    roots.append(_Root(min(articles), "article", frozenset(), articles, set()))


def _join(roots: list[_Root], made: _Root) -> None:
    for root in roots:
        if root.kind == "speaker" and (
            root.names & made.names or short_for(root.names, made.names) or short_for(made.names, root.names)
        ):
            if (len(made.name), made.name) > (len(root.name), root.name):
                root.name = made.name
            root.names |= made.names
            root.articles |= made.articles
            root.carriers |= made.carriers
            root.state = root.state or made.state
            return
    roots.append(made)
