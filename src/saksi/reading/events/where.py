"""The place of an act: every place the article names is weighed by what ties it to the act, and the likeliest is taken.

Candidates, then choice (``data/where.yaml``): a place in the act's own clause, the venue where its speaker spoke, the
country that was struck, the place where the story's other acts took place, at last the dateline. Below the least chance
the act has no place, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

from saksi.language.affixes import is_passive
from saksi.reading.context import Context
from saksi.reading.events.bystanders import talked_over
from saksi.reading.events.draft import Draft
from saksi.reading.events.setting import Occasions, Setting, likeliest
from saksi.reading.places import Located
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign
from saksi.reading.words import word_sets
from saksi.report import Evidence, Place

_CLIMB = 12
_MET = ("dengan", "bersama", "antara")
_FEW = 4
_MARKS = {"dari": "from", "asal": "from", "ke": "to", "menuju": "to"}


class Wheres:
    """The places of one article, and which of them is the place of an act."""

    def __init__(
        self, ctx: Context, tree: Tree, index: StatementIndex, places: Sequence[Located], filed_from: Place | None
    ) -> None:
        self.ctx, self.tree, self.index = ctx, tree, index
        self.places = [p for p in places if not self._does(p) and not self._flies(p)]
        self.number = {p.start: ctx.sentence_at(tree.starts[p.start]).number for p in self.places}
        if filed_from is not None:
            self.places.append(Located(-1, -1, filed_from, "dateline"))
        self.times = [(t.span, t.value) for t in ctx.times]
        at = [p.place.country for p in self.places if _mark(p) == "at"]
        self.only = at[0] if len(set(at)) == 1 else None

    def _elsewhere(self, setting: Setting, p: Located) -> bool:
        """Whether somebody's own land is that of another deed: "bertemu X dan melawan militan di negaranya"."""
        if p.start < 0 or self.tree.lower[p.start] not in word_sets("places")["own_land"]:
            return False
        here = [t for t, s in zip(setting.at, setting.sentences, strict=True) if s == self.number[p.start]]
        return not any(self._tie(setting.draft, trigger, p).startswith("hangs on it") for trigger in here)

    def _met(self, p: Located) -> bool:
        """Whether a state is only whom somebody meets: "berunding dengan Rusia", "penengah antara Rusia dan Iran"."""
        at = self.tree.head_of_span(p.start, p.end)
        while self.tree.base[at] == "conj" and self.tree.head[at] < at:
            at = self.tree.head[at]
        return self.tree.case_of(at) in _MET

    def _flies(self, p: Located) -> bool:
        """Whether a state only tells whose a vehicle is: "menembak jatuh drone Iran"."""
        tree = self.tree
        above = tree.head[tree.head_of_span(p.start, p.end)]
        return p.state and not p.marker and above < p.start and tree.lower[above] in word_sets("arguments")["vehicles"]

    def _does(self, p: Located) -> bool:
        """Whether what is named does something there, told by a passive: "serangan yang dikecam Turki"."""
        i = p.start - 1
        return i >= 0 and not p.marker and self.tree.pos[i] == "VERB" and is_passive(self.tree.lower[i])

    def in_sentence(self, draft: Draft, occasions: Occasions) -> tuple[Place | None, str]:
        """The place that the act's own sentence gives it, or None with the reason."""
        here = [p for p in self.places if p.start >= 0 and self.number[p.start] == draft.sentence]
        if not here:
            return None, "its sentence names no place"
        chosen, why = self._choose(Setting(self.ctx, self.index, draft, occasions), here, ())
        return (chosen.place.model_copy(update={"resort": "clause"}) if chosen is not None else None), why

    def place_all(self, drafts: list[Draft], settings: Sequence[Setting]) -> None:
        """Give every draft the likeliest place of the article, or none with the reason."""
        chosen = [self._choose(setting, self.places, drafts) for setting in settings]
        for draft, (located, why) in zip(drafts, chosen, strict=True):
            draft.evidence = [v for v in draft.evidence if v.field != "place"]
            draft.place = None
            if located is None:
                draft.reasons["place"] = why
                continue
            draft.reasons.pop("place", None)
            draft.place = located.place.model_copy(update={"resort": self._resort(draft, located)})
            if draft.place.span is not None:
                start, end = draft.place.span
                draft.evidence.append(Evidence(field="place", start=start, end=end))

    def candidates(
        self, setting: Setting, places: Sequence[Located], others: Sequence[Draft]
    ) -> list[tuple[Located, list[Sign]]]:
        """Each of ``places`` with the signs for and against it; ``others`` are the article's acts."""
        told = set(setting.sentences)
        # far off, only what is said to be a place of something: names without a preposition are parties there
        near = [p for p in places if p.start < 0 or p.marker or self.number[p.start] in told]
        near = [p for p in near if not self._elsewhere(setting, p)]
        if setting.draft.type == "CONSULT":
            about = talked_over(self.tree, setting.draft.candidate)
            near = [p for p in near if p.start not in about and not (p.state and self._met(p))]
        return [(p, list(self._signs(setting, p, others))) for p in near]

    def without(self, setting: Setting) -> list[Sign]:
        """The signs that the article does not say where the act took place."""
        draft, group = setting.draft, setting.group
        quoted = self.index.words.quote[draft.candidate.head] >= 0
        told = "in a quotation" if quoted else "by the article"
        if not quoted and self.index.innermost(draft.candidate.head) is not None:
            told = "in somebody's words"
        found = [f"no place: {draft.type}", f"no place: {group} {told}", f"no place: {group} {draft.status}"]
        if not draft.actors:
            found.append(f"no place: {group} without a doer")
        if draft.candidate.is_noun and draft.candidate.light is None:
            found.append(f"no place: {group} told by a bare noun")
        here = {_mark(p) for p in self.places if p.start >= 0 and self.number[p.start] in setting.sentences}
        found.append(f"no place: {group}, its sentence names {'one' if 'at' in here else 'none'}")
        if self.only is not None:
            found.append("no place: only one country told")
        if setting.earlier:
            found.append(f"no place: {group} said to lie back")
        return [(name, 1.0) for name in found]

    def _choose(
        self, setting: Setting, places: Sequence[Located], others: Sequence[Draft]
    ) -> tuple[Located | None, str]:
        candidates = self.candidates(setting, places, others)
        if not candidates:
            return None, "the article names no place"
        chosen = self._struck(setting.draft, candidates) or self._likeliest(setting, candidates)
        if chosen is not None and chosen.start < 0:  # the last resort: what the act's own sentence names comes first
            told = set(setting.sentences)
            named = [one for one in candidates if one[0].start >= 0 and self.number[one[0].start] in told]
            chosen = (self._likeliest(setting, named) if named else None) or chosen
        if chosen is None:
            return None, "no place of the article is tied to it closely enough"
        return chosen, ""

    def _struck(self, draft: Draft, candidates: Sequence[tuple[Located, list[Sign]]]) -> Located | None:
        """The town or land that an attack struck, which is where it took place."""
        struck: set[int] = set()
        for proof in draft.evidence if draft.type == "ASSAULT" else ():
            if proof.field == "recipient" and proof.entity is not None:
                whole = self.ctx.parties.entity(int(proof.entity[1:]) - 1).kind == "place"  # "wilayah Gaza"
                struck.update(range(proof.start, proof.end if whole else proof.start + 1))
        known = [p for p, _ in candidates if p.place.country is not None and not (p.state or p.venue)]
        towns = [p for p in known if p.place.span is not None and p.place.span[0] in struck]
        return towns[0] if len(towns) == 1 else None

    def _likeliest(self, setting: Setting, candidates: Sequence[tuple[Located, list[Sign]]]) -> Located | None:
        chosen = likeliest(
            self.ctx,
            "where",
            setting.draft,
            candidates,
            lambda one: one.place.name,
            lambda one: one.place.country or one.place.name,
            self.without(setting),
        )
        return None if chosen is None else chosen[0]

    def _resort(self, draft: Draft, located: Located) -> Literal["clause", "paragraph", "dateline"]:
        if located.start < 0:
            return "dateline"
        told = {self.ctx.sentence_at(start).number for start, _ in draft.triggers}
        return "clause" if self.number[located.start] in told else "paragraph"

    def _signs(self, setting: Setting, p: Located, others: Sequence[Draft]) -> Iterator[Sign]:
        group = setting.group
        yield from self._country(setting, p)
        if p.start < 0:
            yield f"{group}: the dateline", 1.0
            return
        mark = _mark(p)
        number = self.number[p.start]
        where = setting.where(number)
        own = where == "its sentence"
        yield f"{where}, {mark}", 1.0
        yield f"{group}: {where}", 1.0
        kind = "a venue" if p.venue else "a country" if p.state else "a town"
        yield f"{group}: {kind}, {mark}", 1.0
        voice = "content" if setting.is_told_of(p.start) else setting.voice_of(p.start)
        yield f"{group}: {mark}, {voice or 'told'}", 1.0
        if own:
            yield from self._own(setting, p, mark)
        else:
            yield f"other sentence, {setting.draft.type}", 1.0
            yield f"{group}: other sentence, {kind}", 1.0
            yield f"{group}: {where}, {voice or 'told'}", 1.0
            if setting.distance(number) in {1, 2} and setting.points_here(number):
                yield f"{group}: pointed back at", 1.0
            if number < setting.draft.sentence and (setting.goes_on or setting.same_occasion):
                yield f"{group}: goes on", 1.0
            if number <= 1:
                yield f"{group}: in the lead, {mark}", 1.0
            if not setting.named_in(number).isdisjoint(setting.draft.actors):
                yield f"{group}: its actor is named there", 1.0
            if self._last_before(setting, p):
                yield f"{group}: last place named", 1.0
            if any(self.number[o.start] in setting.sentences for o in self.places if o.start >= 0 and _mark(o) == "at"):
                yield "its sentence names a place", 1.0
        if self.index.words.quote[p.start] >= 0 and self.index.words.quote[setting.draft.candidate.head] < 0:
            yield "in a quotation, the act is not", 1.0
        if self.only is not None and p.place.country == self.only:
            yield "only country told", 1.0
        yield from self._dated(setting, p, mark, others, voice)

    def _own(self, setting: Setting, p: Located, mark: str) -> Iterator[Sign]:
        """How a place of the act's own sentence is tied to it."""
        draft, tree = setting.draft, self.tree
        for trigger, sentence in zip(setting.at, setting.sentences, strict=True):
            if sentence != self.number[p.start]:
                continue
            after = p.start > trigger
            yield f"{setting.group}: {'after' if after else 'before'} it, {mark}", 1.0
            if abs(p.start - trigger) <= _FEW:
                yield f"{setting.group}: close to it", 1.0
            between = tree.lower[trigger + 1 : p.start] if after else tree.lower[p.end : trigger]
            if any(tree.pos[i] == "VERB" for i in range(min(p.end, trigger + 1), max(p.start, trigger))):
                yield f"{setting.group}: a verb between", 1.0
            if "yang" in between:
                yield "yang between", 1.0
            if "," in between:
                yield "a comma between", 1.0
            yield f"{setting.group}: {self._tie(draft, trigger, p)}, {mark}", 1.0
            return

    def _tie(self, draft: Draft, trigger: int, p: Located) -> str:
        """How the tree ties the place to the act told at ``trigger``."""
        tree, cand = self.tree, draft.candidate
        heads = {trigger, cand.head, cand.light} if trigger == cand.start else {trigger}
        place = tree.head_of_span(p.start, p.end)
        for nouns, above in enumerate(islice(tree.ancestors(place), _CLIMB)):
            if above in heads or (trigger == cand.start and cand.start <= above < cand.end):
                return "hangs on it" if nouns == 0 else "hangs on its noun"
            if tree.pos[above] == "VERB":
                return "hangs on another verb"
        return "hangs elsewhere"

    def _country(self, setting: Setting, p: Located) -> Iterator[Sign]:
        """Whose country the place lies in, and whether it is itself a party."""
        draft, entity = setting.draft, self.ctx.parties.entity
        doers = {entity(n).country for n in draft.actors} - {None}
        done_to = {entity(n).country for n in draft.recipients} - {None}
        country = p.place.country
        if country is None:
            yield f"{setting.group}: in no known country", 1.0
            return
        whose = "both sides'" if country in doers & done_to else ""
        whose = whose or ("the doer's" if country in doers else "the other side's" if country in done_to else "a third")
        resort = (
            "dateline" if p.start < 0 else "own" if setting.where(self.number[p.start]) == "its sentence" else "far"
        )
        yield f"{setting.group}: {whose} country", 1.0
        yield f"{setting.group}: {whose} country, {resort}", 1.0
        if not done_to and whose == "the doer's":
            yield f"{setting.group}: the doer's country, no other side", 1.0
        if p.start >= 0:
            mention = self.ctx.parties.mention_at(self.ctx.doc[p.start])
            number = mention.entity if mention is not None else -1
            if number in draft.actors:
                yield f"{setting.group}: itself the doer", 1.0
            elif number in draft.recipients:
                yield f"{setting.group}: itself the other side", 1.0

    def _dated(self, setting: Setting, p: Located, mark: str, others: Sequence[Draft], voice: str) -> Iterator[Sign]:
        """Ties through the act's day and through the other acts of the story."""
        draft = setting.draft
        end = self.tree.starts[p.end - 1]
        beside = [value for (start, _), value in self.times if 0 <= start - end <= len(self.tree.words[p.end - 1]) + 6]
        if beside:
            yield f"{setting.group}: a date beside it, {mark}", 1.0
            yield f"{setting.group}: a date beside it, {voice or 'told'}", 1.0
        if draft.date is not None and draft.date.span is not None:
            day = self.ctx.sentence_at(draft.date.span[0]).number
            if day == self.number[p.start] and day not in setting.sentences:
                yield f"{setting.group}: in the sentence of its day, {mark}", 1.0
            if draft.date.value in beside:
                yield f"{setting.group}: beside its day", 1.0
        for other in others:
            if other is draft or other.place is None or other.place.span != p.place.span:
                continue
            if set(other.actors) & set(draft.actors) or set(other.recipients) & set(draft.recipients):
                yield f"{setting.group}: place of another act of its party", 1.0
                return
        if any(o.place is not None and o.place.span == p.place.span for o in others if o is not draft):
            yield f"{setting.group}: place of another act", 1.0

    def _last_before(self, setting: Setting, p: Located) -> bool:
        """Whether no other marked place stands between ``p`` and the act."""
        trigger = setting.draft.candidate.start
        if p.start > trigger or _mark(p) != "at":
            return False
        return not any(p.start < o.start < trigger and _mark(o) == "at" for o in self.places)


def _mark(p: Located) -> str:
    if not p.marker or p.marker == "dateline":
        return "unmarked"
    return _MARKS.get(p.marker, "at")
