"""The events step: candidates become drafts, drafts of one act are joined, and the report's events are written."""

from __future__ import annotations

from typing import cast

from saksi.codebook import Codebook
from saksi.gazetteer import Gazetteer
from saksi.reading.context import Context
from saksi.reading.events.arguments import subject
from saksi.reading.events.candidates import Candidate, find_candidates
from saksi.reading.events.casting import fill_roles
from saksi.reading.events.crediting import credit, in_first_person
from saksi.reading.events.draft import Draft, Telling
from saksi.reading.events.grounds import give_to_country_struck, only_things_struck, places_to_states
from saksi.reading.events.merge import merge
from saksi.reading.events.parties import Sides, find_sides, give_to_speaker
from saksi.reading.events.plausibility import keep_plausible
from saksi.reading.events.recall import answer_recalled
from saksi.reading.events.setting import Occasions, Setting, group_of
from saksi.reading.events.status import Reality, reality
from saksi.reading.events.tolls import attach_counts
from saksi.reading.events.when import Days
from saksi.reading.events.where import Wheres
from saksi.reading.places import dateline_place, find_places
from saksi.reading.statements import StatementIndex, sources_for
from saksi.reading.times import choose_date
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Event, Evidence, Status

_PHRASE = 5
_LEAST_CONFIDENCE = 0.4
_VIOLENT = frozenset({"ASSAULT"})
_OF_A_MATCH = 9
_OFFICIAL = frozenset({"COP", "MIL", "REB", "UAF", "GOV", "JUD", "LEG"})


def find_events(
    ctx: Context, tree: Tree, index: StatementIndex, codebook: Codebook, gazetteer: Gazetteer
) -> list[Event]:
    """The article's events in text order, ids ``v1``, ``v2`` ..."""
    wheres = Wheres(ctx, tree, index, find_places(ctx, tree, gazetteer), dateline_place(ctx, gazetteer))
    voices = [n if n >= 0 and not index.words.quotes[n].scare else -1 for n in index.words.quote]
    drafts, occasions = [], Occasions()
    candidates = find_candidates(ctx, tree, codebook)
    for cand in candidates:
        draft = _draft(ctx, tree, index, codebook, wheres, voices, cand, occasions)
        if draft is not None:
            drafts.append(draft)
    joined = keep_plausible(ctx, tree, index, codebook, merge(ctx, tree, drafts))
    answer_recalled(tree, index.said, joined)
    fill_roles(ctx, tree, index, joined)
    joined = with_parties(ctx, tree, joined)
    places_to_states(ctx, joined)
    attach_counts(ctx, tree, joined)
    settings = [Setting(ctx, index, draft, occasions) for draft in joined]
    Days(ctx, index).date_all(joined, settings)
    wheres.place_all(joined, settings)
    credit(ctx, tree, index, joined, candidates)
    return [_event(number, draft, codebook) for number, draft in enumerate(joined, 1)]


def _draft(
    ctx: Context,
    tree: Tree,
    index: StatementIndex,
    codebook: Codebook,
    wheres: Wheres,
    voices: list[int],
    cand: Candidate,
    occasions: Occasions,
) -> Draft | None:
    span = _span(ctx, cand.start, cand.end)
    sides = find_sides(tree, ctx.parties, cand, voices)
    said = index.innermost(cand.head)
    spoken_at = give_to_speaker(tree, cand, sides, said)
    anaphoric = cand.is_noun and _points_back(tree, cand)
    missing, hollow = _missing(cand, sides), _no_act(ctx, tree, cand, sides)
    if hollow or (missing and not anaphoric and not ctx.lone):
        ctx.explain("events", f"{cand.frame.id}: no event, {hollow or missing}", span)
        return None
    real = reality(tree, cand.head, cand.start, cand.light)
    frame = cand.frame
    heard = real.status if real.conditional else frame.status or real.status
    type_, mode = ("AID", None) if sides.helps else (frame.type, cand.mode)  # troops sent to help are material help
    kind, mode, told = codebook.tie_break(type_, mode, heard, frame.future)
    status = cast(Status, told)
    confidence = _confidence(cand, sides, real)
    if confidence < _LEAST_CONFIDENCE and not ctx.lone:
        ctx.explain("events", f"{cand.frame.id}: no event, confidence {confidence:.2f} is too low", span)
        return None
    if kind == frame.type:
        actors, recipients = [*sides.actors, *sides.partners], sides.recipients
    else:  # what will be done together is promised by one side to the other
        actors, recipients = sides.actors or sides.partners, sides.partners if sides.actors else []
    draft = Draft(kind, mode, status, cand, cand.sentence, [span], actors, recipients or sides.recipients)
    draft.confidence, draft.anaphoric, draft.slots = confidence, anaphoric, sides.slots
    recalls = cand.is_noun and (cand.light is None or anaphoric)
    draft.tellings.append(Telling(cand, spoken_at is not None, recalls))
    clause = tree.clause(tree.clause_head(cand.head))
    draft.words = [tree.lower[i] for i in clause]
    spoken = group_of(draft) == "word"
    draft.date, why = choose_date(
        ctx, cand.start, cand.end, (clause[0], clause[-1] + 1), spoken, done=status in {"actual", "negated"}
    )
    if draft.date is None:
        draft.reasons["date"] = why
    performed = spoken_at is not None and not in_first_person(tree, cand)
    draft.sources, _ = sources_for(ctx, cand.head, cand.sentence, index, actors=sides.actors, performed=performed)
    draft.place, why = wheres.in_sentence(draft, occasions)
    if draft.place is None:
        draft.reasons["place"] = why
    if kind in _VIOLENT and not cand.reciprocal and only_things_struck(ctx, sides):
        give_to_country_struck(ctx, draft)
    _collect_evidence(ctx, tree, draft, sides, real)
    if spoken_at is not None:
        first, last = _span(ctx, *spoken_at)
        draft.evidence.append(Evidence(field="actor", start=first, end=last, entity=f"e{sides.actors[0] + 1}"))
    ctx.explain("events", f"{cand.frame.id} as {kind} {mode or ''}, {status}; {'; '.join(cand.notes)}", span)
    return draft


def with_parties(ctx: Context, tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """The drafts in which somebody takes part, by their own words or by those around them.

    Of a report of a match only those in which an official or armed body does.
    """
    words = word_sets("signs")
    match = len((words["sport"] | words["match"]).intersection(tree.lower)) >= _OF_A_MATCH
    kept = []
    for draft in drafts:
        why = "" if draft.parties else "no party is named"
        if draft.parties and match and not _earnest(ctx, draft):
            why = "told of a match"
        if why:
            ctx.explain("events", f"{draft.candidate.frame.id}: no event, {why}", draft.triggers[0])
        else:
            kept.append(draft)
    return kept


def _earnest(ctx: Context, draft: Draft) -> bool:
    """Whether an official or armed body takes part, a state as a whole aside: its name may be a team's."""
    parties = [ctx.parties.entity(n) for n in draft.parties]
    return any(p.kind != "country" and not _OFFICIAL.isdisjoint(p.sectors) for p in parties)


def _points_back(tree: Tree, cand: Candidate) -> bool:
    """Whether the act noun's phrase ends in "itu", "tersebut" or "ini"."""
    for i in range(cand.end, min(cand.end + _PHRASE, tree.sent_end[cand.head])):
        if tree.lower[i] in word_sets("arguments")["pointing"]:
            return True
        if tree.pos[i] in {"VERB", "PUNCT", "CCONJ", "SCONJ"} or tree.lower[i] == "yang":
            return False
    return False


def _missing(cand: Candidate, sides: Sides) -> str:
    """What an event of this frame lacks, in words; empty when it lacks nothing."""
    if sides.empty:  # whom the article names around it may still take part
        return ""
    if "actor" in cand.frame.needs and not sides.actors and not sides.partners:
        return "no actor is named"
    other = sides.recipients or ((*sides.partners, *sides.actors[1:]) if cand.reciprocal else ())
    if "recipient" in cand.frame.needs and not other:
        return "no recipient is named"
    return ""


def _no_act(ctx: Context, tree: Tree, cand: Candidate, sides: Sides) -> str:
    """Why nobody does what the words tell, in words; empty when somebody may.

    "Dilaporkan oleh Reuters" accuses nobody, and "krisis ini mengancam warga" is no threat.
    """
    kind, lodged = cand.frame.type, tree.lemma[cand.head].casefold() in word_sets("arguments")["lodging"]
    media = [n for n in sides.actors if "JRN" in ctx.parties.entity(n).sectors]
    if kind == "ACCUSE" and lodged and media and len(media) == len(sides.actors):
        return "a medium reports"
    nobody = kind == "THREATEN" and cand.voice == "active" and not sides.actors
    thing = subject(tree, cand.head) if nobody else None
    if thing is not None and tree.pos[thing] == "NOUN" and not ctx.parties.resolve(tree.doc[thing]):
        return "a thing threatens"
    return ""


def _confidence(cand: Candidate, sides: Sides, real: Reality) -> float:
    """How likely this is an event: the frame's prior, lowered for lost arguments and mere purposes."""
    value = cand.frame.confidence * sides.certain
    if not sides.actors:
        value *= 0.9
    if real.purpose:
        value *= 0.5
    return round(min(max(value, 0.0), 0.99), 3)


def _collect_evidence(ctx: Context, tree: Tree, draft: Draft, sides: Sides, real: Reality) -> None:
    start, end = draft.triggers[0]
    draft.evidence.append(Evidence(field="trigger", start=start, end=end))
    for _, token, number in sides.tokens:
        if number not in draft.parties:  # a thing's owner that gave way to the country struck
            continue
        first, last = ctx.parties.span_of(tree.doc[token])
        role = "recipient" if number in draft.recipients else "actor"
        draft.evidence.append(Evidence(field=role, start=first, end=last, entity=f"e{number + 1}"))
    if real.token is not None and draft.status != "actual":
        first, last = _span(ctx, real.token, real.token + 1)
        draft.evidence.append(Evidence(field="status", start=first, end=last))
    if draft.date and draft.date.span:
        draft.evidence.append(Evidence(field="date", start=draft.date.span[0], end=draft.date.span[1]))
    if draft.place and draft.place.span:
        draft.evidence.append(Evidence(field="place", start=draft.place.span[0], end=draft.place.span[1]))


def _event(number: int, draft: Draft, codebook: Codebook) -> Event:
    return Event(
        id=f"v{number}",
        type=draft.type,
        mode=draft.mode,
        contexts=codebook.contexts_of(draft.words),
        quad=codebook.quad(draft.type),
        score=codebook.score(draft.type, draft.mode),
        status=draft.status,
        actors=[f"e{n + 1}" for n in draft.actors],
        recipients=[f"e{n + 1}" for n in draft.recipients],
        date=draft.date,
        place=draft.place,
        sources=[f"e{n + 1}" for n in draft.sources],
        killed=draft.tolls.get("killed"),
        injured=draft.tolls.get("injured"),
        arrested=draft.tolls.get("arrested"),
        confidence=draft.confidence,
        evidence=draft.evidence,
        reasons=draft.reasons,
    )


def _span(ctx: Context, start: int, end: int) -> tuple[int, int]:
    last = ctx.doc[end - 1]
    return ctx.doc[start].idx, last.idx + len(last)
