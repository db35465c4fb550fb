"""Which act the dead, injured and arrested belong to."""

from __future__ import annotations

from saksi.reading.context import Context
from saksi.reading.events.arguments import object_of
from saksi.reading.events.casualties import Count, Toll, counts_in, is_people, other_cause, tells_toll, toll_of
from saksi.reading.events.draft import Draft
from saksi.reading.numbers import number_at
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Evidence

_BACK = 8
_DIED = frozenset({"tewas", "gugur", "meninggal", "terbunuh"})
_PEOPLE = ("person", "group")
_DEATH = frozenset({"tewasnya", "gugurnya", "meninggalnya", "kematian", "terbunuhnya"})
_KILL = frozenset({"menewaskan", "membunuh"})
_CAUSES: dict[Toll, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
}


def attach_counts(ctx: Context, tree: Tree, drafts: list[Draft]) -> None:
    """Give each stated count to the act of violence or arrest of its sentence, or to the last one told before it.

    Where an act kills or arrests people by name, or people die by name in what it tells, and no count is stated, those
    named are counted.
    """
    for sentence in ctx.sentences:
        if not tells_toll(tree.lower[sentence.start : sentence.end]):
            continue
        if other_cause(tree.lower, sentence.start, sentence.end):
            continue
        counts = counts_in(tree.lower, sentence.start, sentence.end)
        told = {count.toll for count in counts}
        counts += [c for c in _by_tree(ctx, tree, sentence.start, sentence.end) if c.toll not in told]
        for count in counts:
            draft = _told_with(ctx, count, sentence.number, drafts)
            if draft is not None and count.toll not in draft.tolls:
                draft.tolls[count.toll] = count.number
                first, last = ctx.doc[count.start], ctx.doc[count.end - 1]
                draft.evidence.append(Evidence(field=count.toll, start=first.idx, end=last.idx + len(last)))
    for draft in drafts:
        _count_named(ctx, tree, draft)
    _count_dead(ctx, tree, drafts)


def _by_tree(ctx: Context, tree: Tree, start: int, end: int) -> list[Count]:
    """Counts that the words alone do not show: people far from their verb, and people by any noun.

    "Delapan anggota kelompok itu ... ditangkap", "menangkap dua pesilat".
    """
    found: dict[Toll, Count] = {}
    for i in range(start, end - 1):
        number = number_at(tree.lower, i) if tree.head[i] != i else None
        if number is None or not number[0] or number[1] >= end:
            continue
        noun = number[1]
        mention = ctx.parties.mention_at(ctx.doc[noun])
        unnamed = mention is not None and mention.entity >= 0 and ctx.parties.entity(mention.entity).kind in _PEOPLE
        verb = tree.head[noun]
        sure = tree.lower[verb] in word_sets("casualties")["of people"]
        sure = sure and tree.lower[noun] not in word_sets("arguments")["vehicles"]
        if not (is_people(tree.lower[noun]) or unnamed or sure or tree.lower[i] == "seorang"):
            continue
        toll = toll_of(tree.lower[verb])
        active = tree.lower[verb].startswith("me")
        fits = tree.base[noun] == ("obj" if active else "nsubj") and (verb < noun) == active
        if fits and toll is not None:
            found.setdefault(toll, Count(toll, number[0], i, number[1]))
    return list(found.values())


def _told_with(ctx: Context, count: Count, sentence: int, drafts: list[Draft]) -> Draft | None:
    """The act nearest to the count in its own sentence, else the one told last in the sentences before."""
    able = [d for d in drafts if d.type in _CAUSES[count.toll] and d.status == "actual"]
    own = [
        (abs(s - ctx.doc[count.start].idx), n)
        for n, d in enumerate(able)
        for s, _ in d.triggers
        if _in(ctx, s, sentence)
    ]
    if own:
        return able[min(own)[1]]
    told = [
        (-at, n)
        for n, d in enumerate(able)
        for s, _ in d.triggers
        if 0 < sentence - (at := ctx.sentence_at(s).number) <= _BACK
    ]
    return able[min(told)[1]] if told else None


def _in(ctx: Context, offset: int, sentence: int) -> bool:
    return ctx.sentence_at(offset).number == sentence


def _count_named(ctx: Context, tree: Tree, draft: Draft) -> None:
    """ "Polisi menangkap Budi Santoso" is one arrest, a warrant against him none."""
    toll: Toll = "arrested" if draft.type == "COERCE" else "killed"
    cand = draft.candidate
    deadly = any(tree.lemma[i] in word_sets("casualties")["deadly"] for i in range(cand.start, cand.end))
    ordered = not word_sets("casualties")["orders"].isdisjoint(tree.lower[max(cand.start - 1, 0) : cand.end])
    arrests = draft.mode == "arrest" and not ordered
    fits = arrests if toll == "arrested" else draft.type == "ASSAULT" and deadly
    if not fits or draft.status != "actual" or toll in draft.tolls or not draft.recipients:
        return
    if all(_named_person(ctx, number) for number in draft.recipients):
        draft.tolls[toll] = len(draft.recipients)
        draft.evidence += [
            Evidence(field=toll, start=v.start, end=v.end, entity=v.entity)
            for v in draft.evidence
            if v.field == "recipient"
        ]


def _count_dead(ctx: Context, tree: Tree, drafts: list[Draft]) -> None:
    """ "Akibatnya, Budi Santoso gugur": one killed by the attack told before, where it has no count.

    So are "tewasnya Budi Santoso" and "peluru yang menewaskan Budi Santoso".
    """
    counted = {id(d) for d in drafts if "killed" in d.tolls}
    for sentence in ctx.sentences:
        if (_DIED | _DEATH | _KILL).isdisjoint(tree.lower[sentence.start : sentence.end]):
            continue
        if other_cause(tree.lower, sentence.start, sentence.end):
            continue
        for verb in range(sentence.start, sentence.end):
            who = _dead(tree, verb)
            if who is None:
                continue
            dead = ctx.parties.resolve(ctx.doc[who])
            draft = _told_with(ctx, Count("killed", len(dead), who, who + 1), sentence.number, drafts)
            if not dead or draft is None or id(draft) in counted or not all(_named_person(ctx, n) for n in dead):
                continue
            counted.add(id(draft))
            draft.tolls["killed"] = len(dead)
            start, end = ctx.parties.span_of(ctx.doc[who])
            draft.evidence.append(Evidence(field="killed", start=start, end=end))


def _dead(tree: Tree, i: int) -> int | None:
    """The token that names who died by the word at ``i``: its subject, its object, or the noun behind it."""
    if tree.lower[i] in _DIED:
        return tree.child(i, "nsubj")
    if tree.lower[i] in _KILL:
        return object_of(tree, i)
    behind = tree.lower[i] in _DEATH and i + 1 < tree.sent_end[i] and tree.pos[i + 1] == "PROPN"
    return i + 1 if behind else None


def _named_person(ctx: Context, number: int) -> bool:
    entity = ctx.parties.entity(number)
    return entity.kind == "person" and entity.name[:1].isupper()
