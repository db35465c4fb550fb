"""What is done to a place is done to its state: towns are no parties to an act, their countries are."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.context import Context
from saksi.reading.events.draft import Draft
from saksi.reading.events.parties import Sides, named_country
from saksi.reading.words import word_sets
from saksi.report import Evidence


def only_things_struck(ctx: Context, sides: Sides) -> bool:
    """Whether nobody is struck by name: "target militer di wilayah Iran" is no attack on just any military."""
    entities = [ctx.parties.entity(n) for n in sides.recipients]
    return all(e.kind == "group" and n in sides.owners for e, n in zip(entities, sides.recipients, strict=True))


def give_to_country_struck(ctx: Context, draft: Draft) -> None:
    """An attack on a place in another country is an attack on that country, where the article names it."""
    place = draft.place
    if place is None or place.span is None or place.country is None or place.resort != "clause":
        return
    state = named_country(ctx.parties, place.country)
    if state is not None and all(ctx.parties.entity(n).country not in {None, place.country} for n in draft.actors):
        draft.recipients[:] = [state]
        start, end = place.span
        draft.evidence.append(Evidence(field="recipient", start=start, end=end, entity=f"e{state + 1}"))


def places_to_states(ctx: Context, drafts: Sequence[Draft]) -> None:
    """Give what was done to places to their states, where the article names them; inside a state to nobody.

    Lands without a government of their own stay as they are, seas are nobody. Two-sided acts are left alone.
    """
    lands, waters = word_sets("arguments")["lands"], word_sets("places")["waters"]
    for draft in drafts:
        if draft.candidate.reciprocal:
            continue
        own = {ctx.parties.entity(n).country for n in draft.actors}
        for number in list(draft.recipients):
            party = ctx.parties.entity(number)
            if party.kind == "place" and party.name.partition(" ")[0].casefold() in waters:
                _replace(draft, number, None)
                continue
            if party.kind != "place" or party.country is None or party.name.casefold() in lands:
                continue
            state = None if party.country in own else named_country(ctx.parties, party.country)
            if state is None and party.country not in own:
                continue
            _replace(draft, number, state)


def _replace(draft: Draft, number: int, state: int | None) -> None:
    """Put ``state`` in the place of party ``number`` among the recipients; the words it was read from stay."""
    at = draft.recipients.index(number)
    new = [] if state is None or state in draft.recipients else [state]
    draft.recipients[at : at + 1] = new
    old = f"e{number + 1}"
    kept = [v for v in draft.evidence if v.field != "recipient" or v.entity != old]
    if state is not None:
        moved = [v for v in draft.evidence if v.field == "recipient" and v.entity == old]
        kept += [v.model_copy(update={"entity": f"e{state + 1}"}) for v in moved]
    draft.evidence[:] = kept
