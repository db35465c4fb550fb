"""From events to transfers: which act may have been a supply of arms or military help, by whom, to whom, of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from saksi.dates import covered, days
from saksi.report import Entity, Event, PossibleTransfer, Report
from saksi.watch import goods as goods_of
from saksi.watch import parties
from saksi.watch.compiled import by_country
from saksi.watch.nearby import directly_before, just_before, read_table
from saksi.watch.nearby import words as words_of
from saksi.watch.transfer import Party, Transfer

_BEHIND, _BEFORE = 90, 45
"""How many letters behind and before the words of the act goods are looked for, within its sentence."""
_CLOSE, _SENTENCE = 40, 400
_FORCES = frozenset(("personnel", "mercenaries"))
Form = Literal["delivery", "deployment", "training", "purchase", "request", "promise", "refusal", "lifting"]


@dataclass(frozen=True, slots=True)
class Reported:
    """A possible transfer that an event tells of: what the rule judges, and what a report shows of it."""

    event: Event
    transfer: Transfer
    shown: PossibleTransfer


def transfers(report: Report) -> Iterator[Reported]:
    """The possible transfers in ``report``, in the order of its events.

    An event counts if its type may be a supply (``transfers.yaml``), goods are named near its words, and a regime is
    concerned with the recipient, the place it goes to or the supplier. Requests, promises and refusals count and are
    marked as no deliveries. An event without a date is taken for no later than the day of publication; without either
    it is left out.
    """
    table = read_table()
    seen: set[object] = set()  # one sentence often tells one transfer by two acts: seized, and sent to whom
    for event in report.events:
        rule = table["forms"].get(event.type)
        if rule is not None and (rule.get("lifts") or "modes" not in rule or event.mode in rule["modes"]):
            reader = _Reader(report, event, rule)
            for found in reader.transfers():
                shown = found.shown
                same = (reader.sentence, shown.form, shown.supplier, shown.recipient, shown.destination, shown.what)
                if same not in seen:
                    seen.add(same)
                    yield found


def _farness(mention: tuple[int, int, str], trigger: tuple[int, int]) -> tuple[bool, int]:
    """How far goods stand from the act: nothing within its own words, "mengirim sistem pertahanan udara"."""
    within = trigger[0] <= mention[0] and mention[1] <= trigger[1]
    return mention[1] <= trigger[0], 0 if within else abs(mention[0] - trigger[1])


class _Reader:
    """Reads the transfers of one event."""

    def __init__(self, report: Report, event: Event, rule: dict[str, Any]) -> None:
        self.report, self.event, self.rule = report, event, rule
        self.text = report.article.text
        self.entities = {entity.id: entity for entity in report.entities}
        self.triggers = [(v.start, v.end) for v in event.evidence if v.field == "trigger"]
        self.sentence = self._sentence(self.triggers[0])[0] if self.triggers else -1

    def transfers(self) -> Iterator[Reported]:
        """One for each recipient, or one for the place it goes to."""
        found = self._goods()
        when = self._when()
        if found is None or when is None:
            return
        what, words, trigger = found
        suppliers, recipients = self._sides(trigger, words)
        form = self._form(what, trigger)
        supplier = self._first_party(suppliers, trigger)
        for ref, party, place in self._recipients(recipients, trigger, supplier[1] if supplier else None):
            country = place or (party.country if party else None)
            own = bool(supplier and country and supplier[1].country == country)
            if supplier and (ref == supplier[0] or (own and not (party and party.named and party.kind == "force"))):
                continue
            if not self._concerned(party, country, supplier[1] if supplier else None):
                continue
            area = self._area(country, trigger)
            transfer = Transfer(party, supplier[1] if supplier else None, what, place, area)
            yield Reported(self.event, transfer, self._shown(transfer, form, ref, supplier, words, when))

    # ------------------------------------------------------------------ what
    def _goods(self) -> tuple[str, tuple[int, int] | None, tuple[int, int]] | None:
        """The class of goods, the words that name them and those of the act they stand by."""
        for trigger in self.triggers:
            start, end = self._sentence(trigger)
            if self.rule.get("needs") == "lifting" or self._asks_lifting(trigger, end):
                first = max(start, trigger[0] - _BEFORE)
                if self.rule.get("ends") and not words_of("ending").search(self.text, first, trigger[1]):
                    continue  # "memperpanjang embargo senjata"
                lifted = words_of("lifting").search(self.text, first, end)
                if lifted and lifted.start() - trigger[1] < _BEHIND:
                    return "arms", lifted.span(), trigger
                continue
            if "modes" in self.rule and self.event.mode not in self.rule["modes"]:
                continue
            if self._barred(start, trigger):
                continue
            near = [m for m in goods_of.mentions(self.text, start, end) if self._counts(m, start, trigger)]
            needs = self.rule.get("needs")
            if needs and not words_of(needs).search(self.text, trigger[0], end):
                near = [m for m in near if m[2] == "mercenaries" or words_of("advisers").search(self.text, m[0], m[1])]
            # behind the act first: "mengirim pasukan khusus", then before it: "senjata itu dikirim"
            best = min(near, key=lambda m: _farness(m, trigger), default=None)
            if best is not None:
                return best[2], (best[0], best[1]), trigger
            if self.event.type == "REQUEST" and (fight := goods_of.fights(self.text, trigger[1], end)):
                return "assistance", fight, trigger
        return None

    def _asks_lifting(self, trigger: tuple[int, int], end: int) -> bool:
        """Whether the act asks that an embargo be lifted: "meminta PBB mencabut embargo senjata"."""
        reach = min(end, trigger[1] + _BEHIND)
        return bool(self.rule.get("lifts") and words_of("ending").search(self.text, trigger[1], reach)
                    and words_of("lifting").search(self.text, trigger[1], end))  # fmt: skip

    def _sentence(self, trigger: tuple[int, int]) -> tuple[int, int]:
        for start, end in self.report.article.sentences:
            if start <= trigger[0] < end:
                return start, end
        return max(0, trigger[0] - 200), min(len(self.text), trigger[1] + 200)

    def _counts(self, mention: tuple[int, int, str], start: int, trigger: tuple[int, int]) -> bool:
        """Whether goods named at ``mention`` may be what the act at ``trigger`` is about."""
        first, last, what = mention
        wanted, asked = self.rule.get("goods"), self.event.type == "REQUEST"
        if wanted and what not in wanted:
            return False
        reach = _SENTENCE if self.rule["recipient"] == "mentioned" else _BEHIND
        if first - trigger[1] > reach or trigger[0] - last > (0 if asked else _BEFORE):
            return False
        named = (m for ref in (*self.event.actors, *self._taking()) for m in self.entities[ref].mentions)
        if any(m[0] <= first and last <= m[1] and (first, last) != tuple(m) for m in named):
            return False  # "pasukan Iran" is who acts, not what is sent
        if self.event.type == "AGREE" and what == "personnel" and not words_of("sending").search(self.text, *trigger):
            return False
        if directly_before("not_goods").search(self.text[max(start, first - _CLOSE) : first]):
            return False
        return not self._other(last) and not self._barred(start, (first, last))

    def _barred(self, start: int, words: tuple[int, int]) -> bool:
        """Whether the act is one that a rule bars: "embargo pengiriman senjata"."""
        return bool(just_before("barred").search(self.text[max(start, words[0] - _CLOSE) : words[0]]))

    def _taking(self) -> list[str]:
        """The event's recipients, without forces that are what is sent: "mengerahkan tentara bayaran Grup X"."""
        return [ref for ref in self.event.recipients if not self._sent(self.entities[ref])]

    def _sent(self, entity: Entity) -> bool:
        behind = {trigger[1] for trigger in self.triggers}
        return self.event.type == "MOBILIZE" and any(
            goods_of.mentions(self.text, first, last) and any(-24 <= first - end <= 12 for end in behind)
            for first, last in entity.mentions
        )

    def _other(self, end: int) -> bool:
        """Whether a word behind the goods makes them something else: "pasukan perdamaian", "senjata nuklir"."""
        return bool(re.match(rf"\s+(?:{'|'.join(read_table()['other'])})\b", self.text[end : end + 30], re.IGNORECASE))

    def _form(self, what: str, trigger: tuple[int, int]) -> Form:
        form: Form = self.rule["form"]
        start, end = self._sentence(trigger)
        if self._asks_lifting(trigger, end):
            return "lifting"
        if self.event.type == "REJECT" and self._denies(trigger):
            return "delivery"
        if form not in ("lifting", "request") and just_before("stopped").search(self.text[start : trigger[0]]):
            return "refusal"
        if form == "promise" and self.event.status == "actual" and words_of("getting").match(self.text, *trigger):
            form = "delivery"
        if form in ("delivery", "deployment"):
            if self.event.status in ("future", "hypothetical") or just_before("planning").search(
                self.text[start : trigger[0]]
            ):
                return "promise"
            if form == "delivery" and self._buys(trigger):
                return "purchase"
            return "training" if what == "training" else "deployment" if what in _FORCES else "delivery"
        return form

    def _buys(self, trigger: tuple[int, int]) -> bool:
        return bool(words_of("buying").match(self.text, *trigger))

    def _denies(self, trigger: tuple[int, int]) -> bool:
        return self.event.type == "REJECT" and bool(words_of("denying").search(self.text, *trigger))

    # ------------------------------------------------------------------ who
    def _sides(self, trigger: tuple[int, int], goods: tuple[int, int] | None) -> tuple[list[str], list[str]]:
        sides = {"actors": self.event.actors, "recipients": self._taking(), "mentioned": cast(list[str], [])}
        suppliers, recipients = sides[self.rule["supplier"]], sides[self.rule["recipient"]]
        _, end = self._sentence(trigger)
        if self._asks_lifting(trigger, end):
            return [], self._behind("aimed_at", goods[1] if goods else trigger[1], trigger) or recipients
        if self.rule["form"] in ("delivery", "promise") and self._buys(trigger):
            suppliers, recipients = recipients, suppliers
        if words_of("getting").match(self.text, *trigger):
            both, givers = [*suppliers, *recipients], self._behind("giving", trigger[1], trigger)
            if any(ref in givers for ref in both):
                suppliers, recipients = givers, [ref for ref in both if ref not in givers]
        if self.rule["form"] == "delivery" and self._passive(trigger):
            suppliers = self._before("giving", trigger) or suppliers
        behind = goods[1] if goods else trigger[1]
        if self.rule["form"] == "delivery" and suppliers and recipients:
            givers, takers = (self._behind(key, trigger[1], trigger) for key in ("giving", "receiving"))
            if set(suppliers) <= set(takers) and set(recipients) <= set(givers):
                suppliers, recipients = recipients, suppliers  # "kiriman dari X kepada Y"
        if not any(self._party(self.entities[ref], trigger) for ref in recipients):
            recipients = self._behind("receiving", min(trigger[1], behind), trigger) or recipients
        if not suppliers:
            suppliers = self._behind("giving", min(trigger[1], behind), trigger)
        return suppliers, recipients

    def _passive(self, trigger: tuple[int, int]) -> bool:
        """Whether the act is told as done to something, by nobody that is named: "senjata asal X yang dikirim"."""
        _, end = self._sentence(trigger)
        return self.text[slice(*trigger)].lower().startswith("di") and not re.search(
            r"\boleh\b", self.text[trigger[1] : end], re.IGNORECASE
        )

    def _before(self, key: str, trigger: tuple[int, int]) -> list[str]:
        """Entities of the sentence before the act that stand behind a word of ``key``, the nearest first."""
        start, _ = self._sentence(trigger)
        named = sorted(
            ((m, e.id) for e in self.report.entities for m in e.mentions if start <= m[0] < trigger[0]), reverse=True
        )
        return [ref for (first, _), ref in named if just_before(key).search(self.text[max(start, first - 24) : first])]

    def _behind(self, key: str, start: int, trigger: tuple[int, int]) -> list[str]:
        """Entities of the sentence that stand behind a word of ``key``, from left to right."""
        _, end = self._sentence(trigger)
        named = sorted((m, e.id) for e in self.report.entities for m in e.mentions if start <= m[0] < end)
        return [
            ref for (first, _), ref in named if just_before(key).search(self.text[max(start - 12, first - 40) : first])
        ]

    def _first_party(self, refs: list[str], trigger: tuple[int, int]) -> tuple[str, Party] | None:
        for ref in refs:
            party = self._party(self.entities[ref], trigger)
            if party is not None:
                return ref, party
        for ref in refs:  # a firm, a smuggler: shown, though no embargo asks about it
            if parties.is_private(self.entities[ref]):
                return ref, Party(self.entities[ref].name)
        return None

    def _party(self, entity: Entity, trigger: tuple[int, int]) -> Party | None:
        """Who an entity is; a bare "pasukan" is that of whoever is named behind it in the sentence."""
        start, end = self._sentence(trigger)
        for first, last in entity.mentions:
            if not start <= first < end:
                continue
            head, _, name = self.text[first:last].partition(" ")
            party = parties.led(head, f" {name}{self.text[last:end]}" if name else self.text[last:end])
            if party is not None and (party.named or not name):  # "pasukan X" with the name inside, a regime's own
                return party
        return None if parties.is_bare(entity.name) else parties.of_entity(entity)

    def _recipients(
        self, refs: list[str], trigger: tuple[int, int], supplier: Party | None
    ) -> Iterator[tuple[str | None, Party | None, str | None]]:
        """Recipient's id, party and, where only a country is named as the way it goes, that country."""
        found, place = False, self.event.place
        for ref in refs:
            entity = self.entities[ref]
            party = self._party(entity, trigger)
            if party is None:
                continue
            found = True
            if entity.kind in ("country", "place") and self._only_a_way(entity, trigger):
                named = self._named_behind(trigger, party.country) or self._worded(trigger, party.country)
                yield named or (ref, None, party.country)
            else:
                yield ref, party, None
        if not found:
            country = place.country if place and place.resort in (None, "clause") else None
            if supplier is not None and country == supplier.country:
                country = None  # where it comes from
            named = self._named_behind(trigger, country) or self._worded(trigger, country)
            if named or country:
                yield named or (None, None, country)

    def _named_behind(
        self, trigger: tuple[int, int], country: str | None
    ) -> tuple[str | None, Party | None, str | None] | None:
        """The first party behind the act that a regime names; one of ``country`` if that is known."""
        _, end = self._sentence(trigger)
        behind = sorted(
            (
                (m, e)
                for e in self.report.entities
                for m in e.mentions
                if trigger[0] <= m[0] < end and m[1] > trigger[1]
            ),
            key=lambda pair: pair[0],
        )
        for _, entity in behind:
            party = parties.of_entity(entity)
            if party is not None and party.named and (country is None or party.country in (None, country)):
                return entity.id, party, country
        return None

    def _worded(self, trigger: tuple[int, int], country: str | None) -> tuple[None, Party, None] | None:
        """A party the sentence names behind a word of receiving or helping, though it is no entity of the report."""
        _, end = self._sentence(trigger)
        for first, _, party in parties.named_in(self.text, trigger[1], end):
            before = self.text[max(trigger[1], first - _CLOSE) : first]
            if country in (None, party.country) and (
                just_before("receiving").search(before) or just_before("helping").search(before)
            ):
                return None, party, None
        return None

    def _area(self, country: str | None, trigger: tuple[int, int]) -> str | None:
        """The place within ``country`` that the sentence names, else that of the event."""
        start, end = self._sentence(trigger)
        regimes = [r.area.forms for r in by_country().get(country or "", ()) if r.area]
        if not regimes:
            return None
        for form in sorted((f for forms in regimes for f in forms), key=len, reverse=True):
            if found := re.search(rf"\b{re.escape(form)}\b", self.text[start:end], re.IGNORECASE):
                return found.group()
        place = self.event.place
        if place is None or place.country != country or place.resort not in (None, "clause"):
            return None
        return None if parties.is_country(place.name) else place.name

    def _only_a_way(self, entity: Entity, trigger: tuple[int, int]) -> bool:
        """Whether the sentence names the country only as where something goes: "ke Libya", and never otherwise."""
        start, end = self._sentence(trigger)
        spots = [m for m in entity.mentions if start <= m[0] < end]
        return bool(spots) and all(just_before("towards").search(self.text[max(0, m[0] - 12) : m[0]]) for m in spots)

    def _concerned(self, party: Party | None, country: str | None, supplier: Party | None) -> bool:
        """Whether any regime, past or present, looks at this recipient, place or supplier."""
        regimes = by_country()
        exports = supplier and supplier.country and any(r.exports for r in regimes.get(supplier.country, ()))
        return bool((party and party.named) or (country in regimes if country else False) or exports)

    # ------------------------------------------------------------------ when, and what is shown
    def _when(self) -> tuple[str, str, Literal["event", "published"]] | None:
        if self.event.date is not None and (span := covered(self.event.date)):
            return span[0].isoformat(), span[1].isoformat(), "event"
        published = self.report.article.published
        return (published, published, "published") if published and days(published) else None

    def _shown(
        self,
        transfer: Transfer,
        form: Form,
        recipient: str | None,
        supplier: tuple[str, Party] | None,
        words: tuple[int, int] | None,
        when: tuple[str, str, Literal["event", "published"]],
    ) -> PossibleTransfer:
        event = self.event
        own = {recipient, supplier[0] if supplier else None}
        countries = {p.country for p in (transfer.recipient, transfer.supplier) if p is not None} - {None}
        vouching = [self.entities[ref] for ref in event.sources]
        parties_speak = [e for e in vouching if e.id in own or (e.country in countries and "JRN" not in e.sectors)]
        by = [e.name for e in parties_speak or vouching]
        standing: Literal["alleged", "stated", "denied"]
        denied = event.status == "negated" or any(map(self._denies, self.triggers))
        standing = "denied" if denied else "stated" if parties_speak else "alleged"
        return PossibleTransfer(
            form=form,
            standing=standing,
            by=by,
            supplier=supplier[0] if supplier else None,
            recipient=recipient,
            destination=transfer.destination or (transfer.recipient.country if transfer.recipient else None),
            area=transfer.area,
            what=transfer.what,
            words=words,
            on=when[0],
            until=when[1],
            dated=when[2],
        )
