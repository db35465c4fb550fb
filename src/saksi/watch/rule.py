"""The rule: what the embargoes say of a transfer on a day. Pure: the same transfer and day, the same answer."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from saksi.gazetteer.matching import fold
from saksi.report import Finding
from saksi.watch import goods as goods_of
from saksi.watch.compiled import Answer, answers, by_country, exports, with_area
from saksi.watch.regimes import Named, Regime, Words, calls, read_yaml, regimes
from saksi.watch.transfer import Party, Transfer
from saksi.watch.wording import WHO, day, joined, phrase, sentence, words

_NOBODY = Words("The recipient", "Penerima")
_RANK = {"prohibited": 0, "approval_required": 1, "notification_required": 2, "cannot_tell": 3, "permitted": 4}


def judge(transfer: Transfer, on: date) -> list[Finding]:
    """What each regime says of ``transfer`` on the day ``on``, the gravest first; never empty.

    A regime that is not in force that day is only named where none is. European Union embargoes bind members of the
    Union alone and are judged where the supplier is one.
    """
    recipient, supplier, what = transfer.recipient, transfer.supplier, transfer.what
    place = transfer.destination or (recipient.country if recipient is not None else None)
    ordinal = on.toordinal()
    strong: list[tuple[Answer, Party | None]] = []
    weak: list[tuple[Answer, Party | None]] = []
    for regime, own in _concerned(place, recipient.named if recipient is not None else ()):
        if regime.authority == "UN" or _bound_by_union(supplier, on):
            answer = _answer(regime, own, recipient, transfer, on, ordinal)
            (weak if answer.weak else strong).append((answer, recipient))
    if supplier is not None and supplier.country:
        for regime in _exporting(supplier.country):
            answer = exports(regime.id, what).on(ordinal)
            if not answer.weak:
                strong.append((answer, supplier))
    if not strong and not weak:
        return [_nothing(transfer, place, on)]
    made = [_finding(answer, party.name if party is not None else None) for answer, party in strong or weak]
    if not strong and place:
        made[0] = _with_call(made[0], place, on)
    if len(made) > 1:
        made.sort(key=lambda f: (_RANK.get(f.rule, 5 if strong else -1), f.authority != "UN"))
    return made


@lru_cache(maxsize=1 << 14)
def _concerned(place: str | None, named: tuple[Named, ...]) -> tuple[tuple[Regime, tuple[Named, ...]], ...]:
    """The regimes of a place and those that name the recipient, each with its own entries of the recipient."""
    concerned = list(by_country().get(place, ())) if place else []
    for entry in named:
        if regimes()[entry.regime] not in concerned:
            concerned.append(regimes()[entry.regime])
    return tuple((regime, tuple(n for n in named if n.regime == regime.id)) for regime in concerned)


@cache
def _exporting(country: str) -> tuple[Regime, ...]:
    """The regimes of the Council that speak of arms out of ``country``."""
    return tuple(r for r in by_country().get(country, ()) if r.exports and r.authority == "UN")


def judge_between(transfer: Transfer, first: date, last: date) -> list[Finding]:
    """What the regimes say of a transfer on a day between ``first`` and ``last``, both inclusive.

    Where the rule is not the same on all of them the finding is "cannot_tell" and says what each stretch would give.
    """
    found = {on: judge(transfer, on) for on in sorted({first, *_edges(transfer, first, last)})}
    if len(found) == 1:
        return found[first]
    kept: list[Finding] = []
    for regime in dict.fromkeys(f.regime for each in found.values() for f in each):
        by_day = {on: next((f for f in each if f.regime == regime), None) for on, each in found.items()}
        rules = {f.rule if f is not None else "not_covered" for f in by_day.values()}
        shown = next(f for f in by_day.values() if f is not None)
        kept.append(shown if len(rules) == 1 else _changing(shown, by_day, last))
    return kept


def _edges(transfer: Transfer, first: date, last: date) -> set[date]:
    """The days behind ``first`` on which any regime concerned may change its answer."""
    countries = {transfer.destination, *(p.country for p in (transfer.recipient, transfer.supplier) if p is not None)}
    concerned = {r.id: r for country in countries if country for r in by_country().get(country, ())}
    if transfer.recipient is not None:
        concerned |= {n.regime: regimes()[n.regime] for n in transfer.recipient.named}
    spans = [(p.start, p.end) for r in concerned.values() for p in (*r.phases, *r.exports)]
    spans += [(n.start, n.end) for r in concerned.values() for n in r.named]
    edges = {start for start, _ in spans} | {end + timedelta(days=1) for _, end in spans if end < date.max}
    return {edge for edge in edges if first < edge <= last}


def _changing(shown: Finding, by_day: dict[date, Finding | None], last: date) -> Finding:
    parts: list[tuple[date, str]] = []
    for on, finding in by_day.items():
        rule = finding.rule if finding is not None else "not_covered"
        if not parts or parts[-1][1] != rule:
            parts.append((on, rule))
    each = [phrase("cannot_tell", "each", rule=words("rule_names", rule), since=day(on)) for on, rule in parts]
    why = sentence(
        phrase(
            "cannot_tell", "changing", since=day(min(by_day)), until=day(last),
            each=joined(*each, between=Words("; ", "; ")),
        )
    )  # fmt: skip
    return shown.model_copy(
        update={"rule": "cannot_tell", "why": why.en, "why_id": why.id, "missing": (*shown.missing, "day")}
    )


@lru_cache(maxsize=1 << 16)
def _finding(answer: Answer, name: str | None) -> Finding:
    why = answer.why
    return Finding(
        regime=answer.regime,
        rule=answer.rule,
        instrument=answer.instrument,
        why=why.en.replace(WHO, name or _NOBODY.en),
        why_id=why.id.replace(WHO, name or _NOBODY.id),
        authority=answer.authority,
        confidence=answer.confidence,
        exemptions=answer.exemptions,
        missing=answer.missing,
    )


def _answer(
    regime: Regime, own: tuple[Named, ...], party: Party | None, transfer: Transfer, on: date, ordinal: int
) -> Answer:
    role, instrument = _role(regime, own, party, on)
    if role == "mission":
        return _mission(regime, transfer.what, instrument, ordinal)
    if role is None:
        answer = _undecided(regime, transfer.what, ordinal)
    else:
        answer = answers(regime.id, role, transfer.what).on(ordinal)
    area = regime.area
    if area is not None and area.forms and on <= area.until:
        inside = fold(transfer.area) in area.forms if transfer.area else None
        return _in_area(answer, regime.id, inside)
    return answer


@cache
def _in_area(answer: Answer, regime: str, inside: bool | None) -> Answer:
    return with_area(answer, regimes()[regime], inside)


def _role(regime: Regime, own: tuple[Named, ...], party: Party | None, on: date) -> tuple[str | None, str]:
    """The class of recipient that ``party`` is under the regime that day, and a mission's instrument."""
    if party is None:
        return None, ""
    role = former = ""
    for named in own:
        if not named.start <= on <= named.end:
            former = former or ("delisted" if named.role == "listed" and on > named.end else named.role)
        elif named.role in ("government", "mission"):
            return named.role, named.instrument
        else:
            role = named.role
    role = role or {"listed": "unlisted"}.get(former, former if former in ("delisted", "non_government") else "")
    if role == "non_government" and not any(p.applies_to != "listed" for p in regime.phases if p.start <= on <= p.end):
        return "unlisted", ""
    if role:
        return role, ""
    if party.kind == "state":
        return ("government", "") if party.country in regime.countries else (None, "")
    # who was the recognised government once is not taken for a force outside it
    return (None, "") if former or party.kind != "force" else ("non_government", "")


@cache
def _mission(regime: Regime, goods: str, instrument: str, ordinal: int) -> Answer:
    """A mission may receive while the embargo is in force."""
    base = answers(regime.id, "non_government", goods).on(ordinal)
    if base.weak or base.rule == "not_covered":
        return base
    why = sentence(Words(
        f"{WHO} is a mission that the embargo on {regime.title.en} lets receive ({instrument})",
        f"{WHO} adalah misi yang boleh menerima menurut embargo {regime.title.id} ({instrument})",
    ))  # fmt: skip
    return Answer(regime.id, regime.authority, "permitted", instrument or base.instrument, why, "unverified")


def _undecided(regime: Regime, goods: str, ordinal: int) -> Answer:
    """The answer where the recipient's class is not known: one that holds for all classes, or none."""
    one = answers(regime.id, "government", goods).on(ordinal)
    other = answers(regime.id, _other(regime.id), goods).on(ordinal)
    if one.rule == other.rule or one.weak:
        return other
    return _depends(regime.id, goods, other)


@cache
def _other(regime: str) -> str:
    only_listed = all(p.applies_to in ("listed", "area") or p.rule == "permitted" for p in regimes()[regime].phases)
    return "listed" if only_listed else "non_government"


@cache
def _depends(regime: str, goods: str, answer: Answer) -> Answer:
    law = answer.phase.spoken if answer.phase else Words(answer.instrument, answer.instrument)
    why = sentence(
        phrase("cannot_tell", "recipient", land=regimes()[regime].land, what=goods_of.classes()[goods].name, law=law)
    )
    return Answer(
        regime, answer.authority, "cannot_tell", answer.instrument, why, answer.confidence, answer.exemptions,
        ("recipient",),
    )  # fmt: skip


def _nothing(transfer: Transfer, place: str | None, on: date) -> Finding:
    """The finding where no regime is concerned: the recipient is unknown, or no embargo on it is."""
    party = transfer.recipient
    if party is None and place is None:
        why = sentence(phrase("cannot_tell", "nobody"))
        return Finding(
            regime="none",
            rule="cannot_tell",
            instrument="",
            why=why.en,
            why_id=why.id,
            missing=("recipient", "country"),
        )
    if party is not None and party.kind == "unknown" and not place:
        names = ", ".join(party.near)
        near = phrase("near", names=names) if names else Words("", "")
        why = sentence(phrase("cannot_tell", "name", who=f"“{party.name}”", near=near))
        return Finding(
            regime="none", rule="cannot_tell", instrument="", why=why.en, why_id=why.id, missing=("spelling",),
            nearest=party.near,
        )  # fmt: skip
    if party is not None and party.kind == "force" and party.near and not party.named:
        near = phrase("near", names=", ".join(party.near))
        why = sentence(phrase("cannot_tell", "groups", who=party.name, near=near))
        return Finding(
            regime="none", rule="cannot_tell", instrument="", why=why.en, why_id=why.id, missing=("recipient",),
            nearest=party.near,
        )  # fmt: skip
    who = party.name if party is not None else place or ""
    why = sentence(phrase("not_covered", "none", who=who))
    made = Finding(regime="none", rule="not_covered", instrument="", why=why.en, why_id=why.id)
    return _with_call(made, place, on) if place else made


def goods_unknown(finding: Finding, words: str) -> Finding:
    """``finding`` where ``words`` name no goods known here: nothing that hangs on the goods can be told."""
    if finding.regime == "none" or finding.rule in ("not_covered", "cannot_tell"):
        return finding
    why = phrase("cannot_tell", "goods", words=words, why=Words(finding.why, finding.why_id))
    missing = tuple(dict.fromkeys(("goods", *finding.missing)))
    return finding.model_copy(
        update={"rule": "cannot_tell", "why": why.en, "why_id": why.id, "missing": missing}
    )  # fmt: skip


def _with_call(finding: Finding, place: str, on: date) -> Finding:
    """``finding``, saying besides that the Council called for restraint, where it did."""
    for call in calls():
        if place in call.countries and call.start <= on <= call.end:
            added = phrase("call", law=call.instrument)
            said = Words(finding.why.removesuffix(".") + added.en, finding.why_id.removesuffix(".") + added.id)
            finding = finding.model_copy(update={"why": f"{said.en}.", "why_id": f"{said.id}."})
    return finding


@cache
def _union() -> dict[str, tuple[date, date]]:
    return {code: (row[0], row[1] or date.max) for code, row in read_yaml("union.yaml")["members"].items()}


def _bound_by_union(supplier: Party | None, on: date) -> bool:
    """Whether the supplier is a member of the European Union (or still bound like one) that day."""
    member = _union().get(supplier.country) if supplier is not None and supplier.country else None
    return member is not None and member[0] <= on <= member[1]
