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
        if words.lower[first] in lexicon().words["quoting"] and _quotes_somebody(words, speakers, said, first, last):
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


def _quotes_somebody(words: Words, speakers: Speakers, said: list[SaidBy], first: int, last: int) -> bool:
    """ "menurut Reuters yang mengutip dua pejabat": the officials say it, and Reuters carries their words."""
    for one in said:
        if one.sentence != words.sentence[first] or one.speaker_at is None or one.speaker_at == one.cue:
            continue
        between = words.lower[one.speaker_at[1] : first]
        if ")" in between:  # the name's short form
            between = between[between.index(")") + 1 :]
        quoted = speakers.after(last, words.bounds(one.sentence)[1])
        if one.speaker_at[1] <= first and set(between) <= {"yang", ",", "dengan", "sambil"} and quoted is not None:
            if quoted.pronoun or set(quoted.numbers) & set(one.speaker):
                return False
            one.via = [*one.speaker[:1], *one.via]
            one.via_at = [one.speaker_at, *one.via_at]
            one.speaker, one.speaker_at = quoted.numbers, quoted.tokens
            return True
    return False


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
                elif found and mention.kind == "name" and _described(words, found[-1], mention.start):
                    found[-1] = named
                else:
                    found.append(named)
            j = max(mention.end, j + 1)
            continue
        if word in lexicon().single and lexicon().single[word].kind == "carrier" and word not in links:
            break
        if word == "dari" or (found and word in lexicon().words["quoting"]):
            nearer = True
        elif word == ",":
            quoting = words.lower[j + 1 : j + 2] and words.lower[j + 1] in lexicon().words["quoting"]
            if not found or not (quoting or _is_outlet_list(words, j + 1, limit)):
                break
        elif word not in links and word not in "()" and (found or words.pos[j] not in _NOMINAL):
            break
        j += 1
    return found


def _described(words: Words, before: Named, i: int) -> bool:
    """True when a description stands right before the name at ``i``: "kantor berita Rusia, Interfax" is one outlet."""
    mention = words.mention(before.tokens[0])
    return words.lower[i - 1] == "," and before.tokens[1] == i - 1 and mention is not None and mention.kind == "nominal"


def _is_outlet_list(words: Words, j: int, limit: int) -> bool:
    """True when the name after a comma goes on a list that an "dan" ends: "Reuters, AP dan AFP"."""
    mention = words.mention(j) if j < limit else None
    if mention is None or mention.kind == "pronoun":
        return False
    if words.lower[mention.end : mention.end + 1] in (["dan"], [","]):
        return mention.end < limit
    behind = words.mention(j - 2)
    return behind is not None and behind.kind == "nominal" and mention.kind == "name" and behind.end == j - 1


def _carried(words: Words, said: list[SaidBy], cue: int, sentence: int, outlets: set[int]) -> SaidBy | None:
    """The statement of one sentence that a carrier at ``cue`` belongs to: the last before it, else the first after."""
    here = [s for s in said if s.sentence == sentence and not (outlets & set(s.speaker)) and (s.speaker or s.direct)]
    before = [s for s in here if s.cue[0] < cue]
    return before[-1] if before else (here[0] if here else None)
