"""Regimes made quick to ask: for each class of recipient and goods, the answers in order of their first day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from saksi.report import Exemption as ReportedExemption
from saksi.watch import goods as goods_of
from saksi.watch.regimes import LAST, Confidence, Phase, Regime, Rule, Words, regimes
from saksi.watch.wording import WHO, day, joined, phrase, sentence, words

_NOTHING = Words("", "")
_AND = Words(", and ", ", dan ")
_CLASSES = {"non_government": ("non_government", "area"), "listed": ("listed", "non_government", "area")}
_CLASSES["unlisted"] = _CLASSES["non_government"]
_EXPORTED = frozenset(("arms", "ammunition", "spare_parts", "military_vehicles", "missile_technology"))
_GENERIC = frozenset(("arms", "unknown"))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one regime says on some days of one class of recipient and goods.

    ``why`` has ``WHO`` where the recipient's name goes. ``weak`` marks an answer that only tells that the regime is not
    in force: it is of interest when no other regime says more.
    """

    regime: str
    authority: str
    rule: Rule
    instrument: str
    why: Words
    confidence: Confidence
    exemptions: tuple[ReportedExemption, ...] = ()
    missing: tuple[str, ...] = ()
    weak: bool = False
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by the ordinal of their first day."""

    starts: tuple[int, ...]
    answers: tuple[Answer, ...]

    def on(self, ordinal: int) -> Answer:
        """The answer of the day with this ordinal."""
        return self.answers[bisect_right(self.starts, ordinal) - 1]


@cache
def by_country() -> dict[str, tuple[Regime, ...]]:
    """The regimes of each country (alpha-3)."""
    found: dict[str, tuple[Regime, ...]] = {}
    for regime in regimes().values():
        for country in regime.countries:
            found[country] = (*found.get(country, ()), regime)
    return found


@cache
def answers(regime_id: str, role: str, goods: str) -> Answers:
    """What the regime says of supplies of ``goods`` to recipients of class ``role``, over all time."""
    regime = regimes()[regime_id]
    made = _Maker(regime, role, goods)
    starts = sorted({date.min, *made.edges()})
    return Answers(tuple(d.toordinal() for d in starts), tuple(made.answer(start) for start in starts))


@cache
def exports(regime_id: str, goods: str) -> Answers:
    """What the regime says of supplies of ``goods`` by its own country; weak and "not_covered" where nothing."""
    regime = regimes()[regime_id]
    edges = {e for p in regime.exports for e in (p.start, _after(p.end)) if e}
    starts = sorted({date.min, *edges})
    return Answers(tuple(d.toordinal() for d in starts), tuple(_export(regime, goods, start) for start in starts))


def _after(end: date) -> date | None:
    return None if end == LAST else end + timedelta(days=1)


def _export(regime: Regime, goods: str, on: date) -> Answer:
    what = goods_of.classes()[goods]
    for found in sorted(regime.exports, key=lambda p: not p.goods):
        named = goods in found.goods or goods == "unknown" if found.goods else bool(what.covers & _EXPORTED)
        if found.start <= on <= found.end and named:
            says = joined(Words("; ", "; "), found.says) if found.says else _NOTHING
            why = phrase(
                "exports", who=WHO, law=found.spoken, verb=words("export_verbs", found.rule), land=regime.land,
                comma=_comma(found), what=what.name,
                since=day(found.start), says=says,
            )  # fmt: skip
            return Answer(
                regime.id, regime.authority, found.rule, found.instrument, sentence(why), found.confidence, phase=found
            )
    return Answer(regime.id, regime.authority, "not_covered", "", _NOTHING, "verified", weak=True)


def _comma(phase: Phase) -> str:
    """English sets a paragraph behind a resolution between commas."""
    return "," if "," in phase.spoken.en else ""


def _unbroken(regime: Regime, phase: Phase) -> date:
    """The day since which the phase's instrument has held without a gap, through phases before it."""
    since = phase.start
    before = [p for p in regime.phases if p.instrument == phase.instrument and p.rule == phase.rule]
    while earlier := [p.start for p in before if p.start < since <= (_after(p.end) or LAST)]:
        since = min(earlier)
    return since


class _Maker:
    """Makes the answers of one regime for one class of recipient and goods."""

    def __init__(self, regime: Regime, role: str, goods: str) -> None:
        self.regime, self.role, self.goods = regime, role, goods
        self.what = goods_of.classes()[goods]
        self.reached = bool(self.what.covers & regime.covers)

    def edges(self) -> set[date]:
        """The days on which the answer may change."""
        regime = self.regime
        spans = [(p.start, p.end) for p in regime.phases] + [(e.start, e.end) for e in regime.exemptions]
        found = {start for start, _ in spans} | {_after(end) for _, end in spans}
        found |= {regime.no_government_from, _after(regime.checked)}
        return {edge for edge in found if edge is not None and edge < LAST}

    def answer(self, on: date) -> Answer:
        """The answer from day ``on`` until the next edge."""
        live = [p for p in self.regime.phases if p.start <= on <= p.end]
        best = max((p for p in live if self._binds(p)), key=self._rank, default=None)
        if best is not None and best.lifted:
            why = phrase("lifted", best.lifted, place=self.regime.title, law=best.spoken, since=day(best.start))
            return self._made(best, "permitted", why, weak=True)
        if self.role == "government" and on >= self.regime.no_government_from and live:
            why = phrase("cannot_tell", "government", land=self.regime.land, law=live[0].spoken)
            return self._made(live[0], "cannot_tell", why, missing=("recipient", "listing"))
        if best is None or not self.reached:
            return self._not_covered(live, on, self.goods if best is not None else "")
        return self._in_force(best, on)

    def _binds(self, phase: Phase) -> bool:
        if phase.goods and self.goods not in phase.goods and self.goods != "unknown":
            return False
        return phase.applies_to == "all" or phase.applies_to in _CLASSES.get(self.role, (self.role,))

    def _rank(self, phase: Phase) -> tuple[bool, bool, date]:
        """Phases for some goods come before those for all, those for a class before those for all, later ones first."""
        return bool(phase.goods) and self.goods != "unknown", phase.applies_to == self.role, phase.start

    def _in_force(self, phase: Phase, on: date) -> Answer:
        regime = self.regime
        group = "any" if phase.applies_to == "all" else self.role.replace("unlisted", "non_government")
        says = joined(Words("; ", "; "), phase.says) if phase.says else _NOTHING
        council = phase.rule == "approval_required" and phase.instrument.startswith("S/RES/2231")
        rule = phrase(
            "rules", phase.rule, law=phase.spoken, comma=_comma(phase), what=self.what.name, says=says,
            since=day(_unbroken(regime, phase)), whose=words("whose", "council" if council else "committee"),
        )  # fmt: skip
        parts = [phrase("classes", group, who=WHO, place=regime.title, land=regime.land), rule]
        why = joined(*parts, between=_AND)
        missing: tuple[str, ...] = ()
        if phase.confidence == "assumed":
            why, missing = joined(why, words("assumed")), ("renewal",)
        elif on > regime.checked:
            why, missing = joined(why, phrase("later", on=day(regime.checked))), ("later",)
        vague = self.goods == "unknown" or (self.goods in _GENERIC and bool(phase.goods) and phase.rule == "prohibited")
        missing = (*(("goods",) if vague else ()), *missing)
        return self._made(phase, phase.rule, why, missing=missing, exemptions=self._exemptions(phase, on))

    def _exemptions(self, phase: Phase, on: date) -> tuple[ReportedExemption, ...]:
        if phase.rule == "permitted":
            return ()
        role = "government" if self.role == "government" else "non_government"
        return tuple(
            ReportedExemption(what=e.what.en, what_id=e.what.id, procedure=e.procedure, instrument=e.instrument)  # type: ignore[arg-type]
            for e in self.regime.exemptions
            if e.start <= on <= e.end
            and e.for_class in (None, role)
            and (not e.goods or self.goods in e.goods or self.goods in _GENERIC)
        )

    def _not_covered(self, live: list[Phase], on: date, goods: str) -> Answer:
        regime = self.regime
        if not live:
            ended = [p for p in regime.phases if p.end < on]
            if not ended:
                first = min(regime.phases, key=lambda p: (p.start, p.rule != "prohibited"))
                why = phrase("not_covered", "before", place=regime.title, law=first.spoken, since=day(first.start))
                return self._made(first, "not_covered", why, weak=True)
            last = max(ended, key=lambda p: p.end)
            if any(p.start > on for p in regime.phases):
                why = phrase("not_covered", "between", place=regime.title)
            else:
                why = phrase("not_covered", "after", place=regime.title, law=last.spoken, until=day(last.end))
            return self._made(last, "not_covered", why, weak=True)
        shown = min(live, key=lambda p: p.rule != "prohibited")  # the ban is what the embargo is known by
        if goods or any(self._binds_class(p) for p in live):
            why = phrase("not_covered", "goods", place=regime.title, law=shown.spoken, what=self.what.name)
            return self._made(shown, "not_covered", why)
        if self.role == "unlisted":
            why = phrase("cannot_tell", "listed", who=WHO, law=shown.spoken)
            return self._made(shown, "cannot_tell", why, missing=("listing",))
        if self.role == "delisted":
            return self._made(shown, "not_covered", phrase("not_covered", "delisted", who=WHO, law=shown.spoken))
        why = phrase("not_covered", "recipient", place=regime.title, law=shown.spoken, who=WHO)
        return self._made(shown, "not_covered", why)

    def _binds_class(self, phase: Phase) -> bool:
        return phase.applies_to == "all" or phase.applies_to in _CLASSES.get(self.role, (self.role,))

    def _made(
        self,
        phase: Phase,
        rule: Rule,
        why: Words,
        *,
        missing: tuple[str, ...] = (),
        exemptions: tuple[ReportedExemption, ...] = (),
        weak: bool = False,
    ) -> Answer:
        regime = self.regime
        known = phase.confidence if not {"renewal", "later"} & set(missing) else "unverified"
        return Answer(
            regime.id, regime.authority, rule, phase.instrument, sentence(why), known, exemptions, missing, weak, phase
        )


def with_area(answer: Answer, regime: Regime, inside: bool | None) -> Answer:
    """``answer`` for an embargo on one area only: unchanged inside it, none outside it, open where that is unknown."""
    area = regime.area
    if area is None or answer.weak or answer.phase is None or answer.rule not in ("prohibited", "approval_required"):
        return answer
    if inside is None:
        open_ = phrase("area_open", area=area.name)
        why = Words(answer.why.en.removesuffix(".") + open_.en + ".", answer.why.id.removesuffix(".") + open_.id + ".")
        return replace(answer, why=why, missing=("area", *answer.missing))
    if inside:
        return answer
    why = sentence(phrase("not_covered", "area", place=regime.title, law=answer.phase.spoken, area=area.name))
    return replace(answer, rule="not_covered", why=why, exemptions=(), missing=())
