"""The day of an act: every time the article names is weighed by what ties it to the act, and the likeliest is taken.

Candidates, then choice (``data/when.yaml``): a date in the act's own sentence, the day on which its speaker spoke, the
day that the next sentence gives the deed ("Peristiwa itu terjadi pada Selasa"). Below the least chance the act has no
date, with the reason; the day of publication is never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saksi.reading.context import Context
from saksi.reading.events.draft import Draft
from saksi.reading.events.setting import Setting, likeliest
from saksi.reading.statements import StatementIndex
from saksi.reading.times import as_date, is_ahead, points_in, signs
from saksi.reading.weighing import Sign
from saksi.reading.words import word_sets
from saksi.report import Evidence, TimeExpression

RECENT = 14
"""A day this long before publication, in days, may be the occasion an article reports."""

LEAD = 2
"""The last sentence of an article's opening, where the day of the news is named."""

_DAY, _MONTH = 10, 7
_WRITTEN = re.compile(r"\d+/\d+")


@dataclass(frozen=True, slots=True)
class Day:
    """A time the article names, with the token it starts at and its sentence."""

    time: TimeExpression
    start: int
    end: int
    sentence: int
    recent: bool
    ahead: bool


def days_of(ctx: Context) -> list[Day]:
    """The times with a value, in text order."""
    found: list[Day] = []
    for time in ctx.times:
        tokens = ctx.doc.char_span(*time.span, alignment_mode="expand")
        if time.value is None or tokens is None:
            continue
        ahead = is_ahead(ctx, time)
        recent = ctx.published is not None and len(time.value) == _DAY and not ahead
        if recent and ctx.published is not None:
            recent = (ctx.published - date.fromisoformat(time.value)).days <= RECENT
        found.append(Day(time, tokens.start, tokens.end, ctx.sentence_at(time.span[0]).number, recent, ahead))
    written = {day.sentence for day in found if _WRITTEN.search(day.time.text) and len(day.time.value or "") == _DAY}
    return [day for day in found if not (day.sentence in written and _counted(day.time))]


def _counted(time: TimeExpression) -> bool:
    """Whether a day is counted from another: "sehari sebelumnya", which a day written beside it makes plain."""
    return not signs().words["counted"].isdisjoint(time.text.casefold().split())


class Days:
    """The days of one article, and which of them dates an act."""

    def __init__(self, ctx: Context, index: StatementIndex) -> None:
        self.ctx, self.index = ctx, index
        self.all = days_of(ctx)
        self.recent = {day.time.value for day in self.all if day.recent}

    def candidates(self, setting: Setting, others: list[Draft]) -> list[tuple[Day, list[Sign]]]:
        """Every day with the signs for and against it as the day of the act; ``others`` are the article's acts."""
        possible = [
            day
            for day in self.all
            if self._possible(setting.draft, day)
            and not self._lasts(setting, day, others)
            and not self._of_another(setting, day, others)
        ]
        return [(day, list(self._signs(setting, day, others))) for day in possible]

    def without(self, setting: Setting) -> list[Sign]:
        """The signs that the article does not date the act."""
        draft = setting.draft
        word = "word" if setting.group == "word" else "deed"
        told = self._told(draft)
        found = [f"no day: {draft.type}", f"no day: {word} {told}", f"no day: {word} {draft.status}"]
        if setting.lead:
            found.append(f"no day: {word} in the lead")
        if draft.candidate.is_noun and draft.candidate.light is None:
            found.append(f"no day: {word} told by a bare noun")
        if not any(day.sentence in setting.sentences for day in self.all):
            found.append(f"no day: {word}, its sentence names none")
        if not self.recent:
            found.append("no day: the article names no recent one")
        if len(draft.triggers) > 1:
            found.append("no day: told more than once")
        if setting.earlier:
            found.append(f"no day: {word} said to lie back")
        return [(name, 1.0) for name in found]

    def date_all(self, drafts: list[Draft], settings: Sequence[Setting]) -> None:
        """Give every draft the likeliest day, or none with the reason."""
        weighed = [(self.candidates(s, drafts), self.without(s)) for s in settings]  # before any of them changes
        for draft, (found, none) in zip(drafts, weighed, strict=True):
            self._date(draft, found, none)

    def _date(self, draft: Draft, candidates: list[tuple[Day, list[Sign]]], none: list[Sign]) -> None:
        draft.evidence = [v for v in draft.evidence if v.field != "date"]
        if not candidates:
            draft.date = None
            draft.reasons.setdefault("date", "the article names no date it could have")
            return
        chosen = likeliest(
            self.ctx, "when", draft, candidates, lambda one: one.time.text, lambda one: one.time.value, none
        )
        if chosen is None:
            draft.date = None
            draft.reasons["date"] = "no date of the article is tied to it closely enough"
            return
        day, found = chosen
        own = any(name == "its sentence" for name, _ in found)
        draft.date = as_date(day.time).model_copy(update={"resort": "clause" if own else "article"})
        if day.time.end is not None and self._ends(draft, day):
            draft.date = draft.date.model_copy(update={"value": day.time.end, "end": None})
        draft.reasons.pop("date", None)
        if not own:
            side = "after" if day.start > draft.candidate.start else "before"
            draft.reasons["date"] = f"'{day.time.text}' in a sentence {side} it"
        start, end = day.time.span
        draft.evidence.append(Evidence(field="date", start=start, end=end))

    def _ends(self, draft: Draft, day: Day) -> bool:
        """Whether the act ends what the span of ``day`` tells of: "perang 1950-53 berakhir dengan gencatan senjata"."""
        between = self.index.words.lower[day.end : draft.candidate.end]
        return day.sentence == draft.sentence and not signs().words["ending"].isdisjoint(between)

    def _possible(self, draft: Draft, day: Day) -> bool:
        """What has happened has no day to come; nor has a promise, which is made today for then."""
        return not (day.ahead and draft.status in {"actual", "negated"})

    def _lasts(self, setting: Setting, day: Day, others: list[Draft]) -> bool:
        """Whether "sejak" tells how long an act lasted that stands between: what is said is said once."""
        if setting.group != "word" or day.sentence not in setting.sentences or not day.start:
            return False
        if self.ctx.doc[day.start - 1].lower_ not in signs().words["since"]:
            return False
        low, high = sorted((setting.draft.candidate.head, day.start))
        return any(low < other.candidate.head < high for other in others if other is not setting.draft)

    def _of_another(self, setting: Setting, day: Day, others: list[Draft]) -> bool:
        """Whether a relative clause that tells another act holds the day: "menghukum X yang menyerang Y pada 2024".

        So does one that tells since when something stands: "melanggar embargo yang berlaku sejak 2011".
        """
        tree, own = self.index.words.tree, setting.draft
        verb = next((i for i in tree.ancestors(day.start) if tree.pos[i] == "VERB"), None)
        if verb is None or tree.base[verb] != "acl" or day.sentence != own.sentence:
            return False
        inside = {verb, *tree.subtree(verb)}
        if not inside.isdisjoint(setting.at) or own.candidate.head in inside:
            return False
        stands = tree.lower[verb] in word_sets("arguments")["standing"] and not day.recent
        broke_out = tree.lower[verb] in word_sets("arguments")["breaking_out"] and setting.group != "force"
        if stands or broke_out:
            return not own.candidate.reaches(tree.head[verb])
        return any(other.candidate.head in inside for other in others if other is not own)

    def _signs(self, setting: Setting, day: Day, others: list[Draft]) -> Iterator[Sign]:
        draft, time = setting.draft, day.time
        word = "word" if setting.group == "word" else "deed"
        where = setting.where(day.sentence)
        own = where == "its sentence"
        voice = setting.voice_of(day.start)
        yield where, 1.0
        yield f"{word}: {where}", 1.0
        if own:
            yield from self._own(setting, day, word)
        else:
            yield f"other sentence, {voice or 'told'}", 1.0
            yield f"{word}: other sentence, {voice or 'told'}", 1.0
            yield from self._act(setting)
            told = self._told(draft)
            side = "later" if setting.distance(day.sentence) > 0 else "before"
            yield f"{word} {told}: {side}, {voice or 'told'}", 1.0
            yield f"{word} {told}: {'recent' if day.recent else 'old'}", 1.0
            named = setting.named_in(day.sentence)
            if not named.isdisjoint(draft.actors):
                yield f"{word}: its actor is named there", 1.0
            if not named.isdisjoint(draft.recipients):
                yield f"{word}: its recipient is named there", 1.0
            if setting.lead and setting.distance(day.sentence) > 0:
                yield f"{word}: in the lead, dated later", 1.0
            if setting.distance(day.sentence) in {1, 2} and setting.points_here(day.sentence):
                yield f"{word}: pointed back at", 1.0
            if day.sentence < draft.sentence and (setting.goes_on or setting.same_occasion):
                yield f"{word}: goes on", 1.0
            if any(other.sentence in setting.sentences for other in self.all if other.recent):
                yield "its sentence names a day", 1.0
            if self._nearest_before(setting, day):
                yield f"{word}: last day named", 1.0
            if self._nearest(setting, day):
                yield f"{word}: last date named, {'recent' if day.recent else 'old'}", 1.0
            if self._paragraph(day.sentence) in {self._paragraph(n) for n in setting.sentences}:
                yield f"{word}: its paragraph", 1.0
            if day.sentence <= LEAD:
                yield f"{word}: {'recent' if day.recent else 'old'}, in the opening", 1.0
        grain = "day" if len(time.value or "") == _DAY else "month" if len(time.value or "") == _MONTH else "year"
        side = "own" if own else "other"
        yield f"{side}: {'recent day' if day.recent else 'day to come' if day.ahead else 'old ' + grain}", 1.0
        if time.end is not None:
            yield f"{side}: a span", 1.0
        if day.recent and len(self.recent) == 1:
            yield f"{word}: only recent day", 1.0
        if setting.earlier:
            yield f"{side}: said to lie back, {'recent' if day.recent else 'old'}", 1.0
        if self.ctx.published is not None and day.recent:
            back = (self.ctx.published - date.fromisoformat(time.value or "")).days
            if back <= 1:
                yield f"{side}: {'day of publication' if back == 0 else 'day before publication'}", 1.0
        if self.index.words.quote[day.start] >= 0:
            yield f"{side}: in a quotation", 1.0
        yield from self._shared(setting, day, others)

    def _act(self, setting: Setting) -> Iterator[Sign]:
        """What makes an act more or less likely to have its day in another sentence."""
        draft = setting.draft
        yield f"other sentence, {draft.type}", 1.0
        if draft.status != "actual":
            yield "other sentence, not actual", 1.0
        if draft.candidate.is_noun and draft.candidate.light is None:
            yield "other sentence, told by a bare noun", 1.0
        yield f"other sentence, {self._told(draft)}", 1.0
        if not draft.actors:
            yield "other sentence, no actor", 1.0
        if 0 in setting.sentences:
            yield "other sentence, told first", 1.0
        if len(draft.triggers) > 1:
            yield "other sentence, told more than once", 1.0

    def _told(self, draft: Draft) -> str:
        if self.index.words.quote[draft.candidate.head] >= 0:
            return "in a quotation"
        return "in somebody's words" if self.index.innermost(draft.candidate.head) is not None else "by the article"

    def _own(self, setting: Setting, day: Day, word: str) -> Iterator[Sign]:
        """How a date of the act's own sentence is tied to it."""
        draft = setting.draft
        points = max(
            (points_in(self.ctx, i, day.time, word == "word") for i in setting.at), default=None, key=lambda p: p or -9
        )
        if points is not None:
            yield "points in its sentence", min(max(points + 2.0, -2.0), 2.0)
        if draft.date is not None and draft.date.span == day.time.span:
            yield "first choice in its sentence", 1.0
        if self._belongs_to_noun(day, draft):
            yield "behind another noun", 1.0
        if self._after_another(setting, day):
            yield f"{word}: the act lies before or after what is dated", 1.0

    def _belongs_to_noun(self, day: Day, draft: Draft) -> bool:
        """Whether a noun other than the act's bears the date: "revolusi tahun 1979", "kesepakatan nuklir 2015"."""
        before = day.start - 1
        if before < 0 or draft.candidate.start <= before < draft.candidate.end or len(day.time.value or "") == _DAY:
            return False
        return self.ctx.doc[before].pos_ in {"NOUN", "PROPN", "ADJ"}

    def _after_another(self, setting: Setting, day: Day) -> bool:
        """Whether a word such as "setelah" stands between the act and the date, either way round."""
        known = signs().words
        for at in setting.at:
            low, high = (at, day.start) if at < day.start else (day.end, at)
            if self.ctx.sentence_at(self.ctx.doc[at].idx).number == day.sentence:
                return any(self.ctx.doc[i].lower_ in known["order"] for i in range(low, high))
        return False

    def _paragraph(self, sentence: int) -> int:
        return self.ctx.sentences[sentence].paragraph

    def _nearest(self, setting: Setting, day: Day) -> bool:
        """Whether ``day`` is the last date named before the act, to the year or finer."""
        at = setting.draft.candidate.start
        return day.start < at and not any(day.start < other.start < at for other in self.all)

    def _nearest_before(self, setting: Setting, day: Day) -> bool:
        """Whether no other day of the news is named between ``day`` and the act."""
        if day.start > setting.draft.candidate.start:
            return False
        between = [d for d in self.all if d.recent and day.start < d.start < setting.draft.candidate.start]
        return not any(d.time.value != day.time.value for d in between)

    def _shared(self, setting: Setting, day: Day, others: list[Draft]) -> Iterator[Sign]:
        """Acts of one party told together are mostly of one day."""
        draft = setting.draft
        for other in others:
            if other is draft or other.date is None or other.date.span != day.time.span:
                continue
            if other.status != "actual":
                continue
            close = "same sentence" if other.sentence in setting.sentences else "elsewhere"
            if set(other.actors) & set(draft.actors):
                yield f"day of another act of its actor, {close}", 1.0
                return
