"""The statements of one article, and which one a word stands in."""

from __future__ import annotations

from saksi.reading.context import Context
from saksi.reading.statements.addressees import addressee_of
from saksi.reading.statements.carriers import read_carriers
from saksi.reading.statements.content import attach_orphans
from saksi.reading.statements.detect import Detector
from saksi.reading.statements.words import SaidBy, Words
from saksi.reading.tree import Tree
from saksi.report import Statement


class StatementIndex:
    """What is said in an article: ``statements`` for the report, ``said`` with tokens for the other steps."""

    def __init__(self, ctx: Context, tree: Tree | None = None) -> None:
        self.words = Words(ctx, tree)
        detector = Detector(self.words)
        said = detector.run()
        said = _grounds_as_carriers(_without_echoes(said))
        said += read_carriers(self.words, detector.speakers, detector.carriers, said)
        said.sort(key=lambda s: s.cue)
        attach_orphans(self.words, said)
        for one in said:
            one.addressee = addressee_of(self.words, detector.speakers, one)
        self.said: list[SaidBy] = said
        self.cue_tokens: frozenset[int] = frozenset(i for s in said for i in range(*s.cue))
        self.statements: list[Statement] = [self._statement(n, s) for n, s in enumerate(said, 1)]
        self._inner: dict[int, SaidBy] = {}
        # Shorter contents are laid over longer ones, so that each token finds the statement closest around it; of two
        # alike the one with its cue inside ("…, menurut X. Hal itu dibenarkan Y").
        for one in sorted(said, key=lambda s: (s.content[0] - s.content[1], s.content[0] <= s.cue[0] < s.content[1])):
            for i in range(*one.content):
                self._inner[i] = one
        if ctx.trace is not None:
            for one in said:
                ctx.explain("statements", _why(one), self.words.span(*one.cue))

    def innermost(self, i: int) -> SaidBy | None:
        """The statement with the shortest content that covers token ``i``; a cue is not part of its own content."""
        found = self._inner.get(i)
        if found is None or not found.cue[0] <= i < found.cue[1]:
            return found
        around = [s for s in self.said if s is not found and s.content[0] <= i < s.content[1]]
        return min(around, key=lambda s: s.content[1] - s.content[0], default=None)

    def speaker_of(self, i: int) -> tuple[int, ...]:
        """The entities that "saya" or "kami" at token ``i`` means: the speaker of the quotation around it."""
        number = self.words.quote[i]
        for one in self.said:
            if number >= 0 and number in one.quotes and one.speaker:
                return one.speaker
        found = self.innermost(i)
        return found.speaker if found is not None else ()

    def cued_at(self, i: int) -> SaidBy | None:
        """The statement whose cue holds token ``i``."""
        if i not in self.cue_tokens:
            return None
        return next((s for s in self.said if s.cue[0] <= i < s.cue[1]), None)

    def in_sentence(self, sentence: int) -> list[SaidBy]:
        """Statements whose cue stands in the sentence, in text order."""
        return [s for s in self.said if s.sentence == sentence]

    def _statement(self, number: int, said: SaidBy) -> Statement:
        words = self.words
        return Statement(
            id=f"s{number}",
            speaker=f"e{said.speaker[0] + 1}" if said.speaker else None,
            addressee=f"e{said.addressee[0] + 1}" if said.addressee else None,
            via=[f"e{n + 1}" for n in said.via],
            direct=said.direct,
            cue=words.span(*said.cue),
            content=_trimmed(words, said.content),
            speaker_span=words.span(*said.speaker_at) if said.speaker_at and said.speaker_at != said.cue else None,
        )


def find_statements(ctx: Context) -> list[Statement]:
    """All reported utterances in the article, in the order of their cues."""
    return StatementIndex(ctx).statements


def _trimmed(words: Words, content: tuple[int, int]) -> tuple[int, int] | None:
    """The content's characters without white space at either end."""
    first, last = content
    if first >= last:
        return None
    start, end = words.span(first, last)
    text = words.ctx.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return (start, end) if start < end else None


def _without_echoes(said: list[SaidBy]) -> list[SaidBy]:
    """Anonymous "dilaporkan" inside a sentence that names its speaker says nothing of its own."""
    kept = []
    for one in said:
        if one.kind == "passive" and not one.speaker and not one.direct:
            named = [s for s in said if s is not one and s.sentence == one.sentence and s.speaker]
            if any(s.content[0] <= one.cue[0] < s.content[1] for s in named):
                continue
        kept.append(one)
    return kept


def _grounds_as_carriers(said: list[SaidBy]) -> list[SaidBy]:
    """ "Berdasarkan laporan X, Y menyatakan …": X carries what Y says."""
    kept = []
    for one in said:
        later = [s for s in said if s.sentence == one.sentence and s.cue > one.cue and s.speaker and s.kind == "verb"]
        if one.kind == "according" and one.cue[1] - one.cue[0] > 1 and one.speaker and later:
            later[0].via += [n for n in one.speaker[:1] if n not in later[0].via]
            if one.speaker_at is not None:
                later[0].via_at.append(one.speaker_at)
            continue
        kept.append(one)
    return kept


def _why(said: SaidBy) -> str:
    who = f"said by entities {[n + 1 for n in said.speaker]}" if said.speaker else "nobody is named as the speaker"
    return f"{said.kind} cue: {who}" + (", quoted" if said.direct else "")
