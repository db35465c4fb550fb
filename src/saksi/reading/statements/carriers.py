"""Agencies and outlets that carry the words: "dilansir AFP", "dikutip dari Reuters", "demikian dilaporkan Antara"."""

from __future__ import annotations

from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.speakers import Named, Speakers
from saksi.reading.statements.words import SaidBy, Words

_REACH = 14  # tokens
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def read_carriers(words: Words, speakers: Speakers, cues: list[tuple[int, int]], said: list[SaidBy]) -> list[SaidBy]:
    """Add carriers to the statements they carry; those that carry no other speaker's words come back as statements."""
    alone: list[SaidBy] = []
    for first, last in cues:
        sentence = words.sentence[first]
        if any(s.cue[0] <= first < s.cue[1] for s in said):
            continue
        outlets = carried_by(words, last, words.bounds(sentence)[1])
        if not outlets:
            continue
        numbers = [n for found in outlets for n in found.numbers]
        spans = [found.tokens for found in outlets]
        carried = _carried(words, said, first, sentence, set(numbers))
        if carried is None:
            carried = next((s for s in alone if s.sentence == sentence), None)
        if carried is not None:
            carried.via += [n for n in numbers if n not in carried.via and n not in carried.speaker]
            carried.via_at += spans
            continue
        begin, end = words.bounds(sentence)
        alone.append(
            SaidBy(
                cue=(first, last),
                kind="carrier",
                sentence=sentence,
                content=(begin, end),
                speaker=outlets[0].numbers,
                speaker_at=outlets[0].tokens,
                via=numbers[1:],
                via_at=spans[1:],
                direct=any(not words.quotes[n].scare for n in words.quote[begin:end] if n >= 0),
            )
        )
    return alone


def carried_by(words: Words, i: int, end: int) -> list[Named]:
    """The outlets named from token ``i`` on, nearest to the speaker first ("detikNews dari CNN" gives CNN first)."""
    links = lexicon().links
    found: list[Named] = []
    nearer = False
    j = i
    limit = min(end, i + _REACH)
    while j < limit:
        word = words.lower[j]
        mention = words.mention(j)
        if mention is not None and mention.kind != "pronoun":
            numbers = words.numbers(mention)
            if numbers and (mention.kind == "name" or words.kind(mention) == "organisation"):
                named = Named(numbers, (mention.start, mention.end))
                if nearer and found:
                    found.insert(0, named)
                else:
                    found.append(named)
            j = max(mention.end, j + 1)
            continue
        if word in lexicon().single and lexicon().single[word].kind == "carrier":
            break
        if word == "dari":
            nearer = True
        elif word == ",":
            if not found or not _is_outlet_list(words, j + 1, limit):
                break
        elif word not in links and word not in "()" and (found or words.pos[j] not in _NOMINAL):
            break
        j += 1
    return found


def _is_outlet_list(words: Words, j: int, limit: int) -> bool:
    """True when the name after a comma goes on a list that an "dan" ends: "Reuters, AP dan AFP"."""
    mention = words.mention(j) if j < limit else None
    return mention is not None and mention.end < limit and words.lower[mention.end] in ("dan", ",")


def _carried(words: Words, said: list[SaidBy], cue: int, sentence: int, outlets: set[int]) -> SaidBy | None:
    """The statement of one sentence that a carrier at ``cue`` belongs to: the last before it, else the first after."""
    here = [s for s in said if s.sentence == sentence and not (outlets & set(s.speaker)) and (s.speaker or s.direct)]
    before = [s for s in here if s.cue[0] < cue]
    return before[-1] if before else (here[0] if here else None)
