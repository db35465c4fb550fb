"""What pronouns, "-nya" and definite nouns refer to: the likeliest party named shortly before.

Recency with a preference for subjects, within a few sentences and outside other people's quotations (Hobbs 1978 in
spirit; for Indonesian, subjects are the usual antecedents of *ia* and *-nya*). Unsafe cases stay unresolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saksi.language.affixes import is_passive
from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import Party

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_REACH = 3
_OPEN, _CLOSE = frozenset({"“", "„", "«"}), frozenset({"”", "»"})


@dataclass(frozen=True, slots=True)
class Trace:
    """One earlier mention: its head token, party, sentence, and whether it stands in a quotation.

    ``subject`` is 2 for the subject of its sentence, 1 for that of a clause within, 0 for what is no subject. An
    ``inner`` one is only part of another's description: "Presiden Rusia", "kapal penjaga pantai China".
    """

    token: int
    party: int
    sentence: int
    subject: int
    quoted: bool
    inner: bool = False


def quoted_tokens(tree: Tree, words: list[str], paragraphs: list[int]) -> list[bool]:
    """Whether each token stands inside quotation marks; a quotation ends with its paragraph at the latest."""
    inside, paragraph = False, -1
    marks: list[bool] = []
    for i, word in enumerate(words):
        if paragraphs[i] != paragraph:
            inside, paragraph = False, paragraphs[i]
        if word in _OPEN:
            inside = True
            marks.append(True)
        elif word in _CLOSE:
            inside = False
            marks.append(True)
        elif word == '"':
            marks.append(True)
            inside = not inside
        else:
            marks.append(inside)
    return marks


class Memory:
    """The mentions met so far in reading order, and the choice among them."""

    def __init__(self, parties: list[Party], sentence_of: list[int], quoted: list[bool], tree: Tree) -> None:
        self.parties, self.sentence_of, self.quoted, self.tree = parties, sentence_of, quoted, tree
        self.traces: list[Trace] = []
        self._tokens: list[int] = []

    def note(self, token: int, party: int, inner: bool = False) -> None:
        """Remember that ``party`` is named at ``token``; tokens come in text order."""
        subject = 0 if inner else self.subject_rank(token)
        self.traces.append(Trace(token, party, self.sentence_of[token], subject, self.quoted[token], inner))
        self._tokens.append(token)

    def subject_rank(self, token: int) -> int:
        """2 where ``token`` heads its sentence's subject or is coordinated with it, 1 in a clause within, else 0."""
        base, head = self.tree.base, self.tree.head
        for _ in range(4):
            if base[token] in ("nsubj", "csubj"):
                verb = head[token]
                return 2 if head[verb] == verb else 1
            if base[token] not in ("conj", "flat", "appos", "compound"):
                return 0
            token = head[token]
        return 0

    def last(
        self,
        token: int,
        fits: Callable[[Party], bool],
        reach: int = _REACH,
        outside: bool = True,
        inner: bool = False,
    ) -> int | None:
        """The party nearest before ``token`` that ``fits``: subjects first, sentence by sentence backwards.

        ``outside`` leaves out what only a quotation names, ``inner`` takes in what only describes another.
        """
        here = self.sentence_of[token]
        end = bisect_left(self._tokens, token)
        best: Trace | None = None
        sentence = -1
        for k in range(end - 1, -1, -1):
            trace = self.traces[k]
            if here - trace.sentence > reach:
                break
            if (outside and trace.quoted and not self.quoted[token]) or (trace.inner and not inner):
                continue
            if trace.sentence != sentence and best is not None:
                break
            sentence = trace.sentence
            if not fits(self.parties[trace.party]):
                continue
            if best is None or trace.subject > best.subject:  # "X mengatakan Y menang. Ia …": X
                best = trace
        return best.party if best is not None else None

    def owner(self, token: int) -> int | None:
        """Whose the noun with "-nya" at ``token`` is: the subject's of its clause, else of the party last spoken of."""
        return self.last(token, lambda p: p.kind in ("country", "person", "organisation"))

    def struck(self, token: int) -> int | None:
        """The person to whom something was done just before, where something is done to the pronoun at ``token``.

        "X mengatakan pria itu ditembak. Ia kemudian ditangkap": the man. Who is arrested is also whom another told of.
        """
        if not self._undergoes(token):
            return None
        here = self.sentence_of[token]
        told: int | None = None
        for trace in reversed(self.traces[: bisect_left(self._tokens, token)]):
            if here - trace.sentence > 1:
                break
            person = self.parties[trace.party].kind == "person"
            if person and self._undergoes(trace.token):
                return trace.party
            if person and told is None and trace.subject == 1:
                told = trace.party
        return told if self.tree.lower[self.tree.head[token]] in lexicon().suffered else None

    def _undergoes(self, token: int) -> bool:
        """Whether ``token`` is the subject of a passive."""
        return self.tree.base[token] == "nsubj" and is_passive(self.tree.lower[self.tree.head[token]])

    def above(self, token: int) -> set[int]:
        """Subjects of the verbs that ``token`` stands under: "pria itu" in "X mengatakan pria itu lari" is not X."""
        verbs = set(self.tree.ancestors(token)) - {self.tree.head[token]}
        here = self.sentence_of[token]
        near = self.traces[max(bisect_left(self._tokens, token) - _REACH * 4, 0) :]
        return {t.party for t in near if t.sentence == here and t.subject and self.tree.head[t.token] in verbs}

    def tellers(self, token: int) -> int | None:
        """The state or body in whose report "mereka" is a subject: "Militer X mengumumkan mereka menewaskan"."""
        tree, verb = self.tree, self.tree.head[token]
        said = tree.head[verb]
        teller = tree.child(said, "nsubj") if tree.base[verb] in ("ccomp", "parataxis", "conj", "advcl") else None
        if tree.base[token] != "nsubj" or teller is None or not teller < said < token:
            return None
        known = next((t.party for t in reversed(self.traces) if t.token == teller), None)
        between = any(said < t.token < token and self.parties[t.party].kind == "group" for t in self.traces)
        able = known is not None and self.parties[known].kind in ("country", "organisation")
        return known if able and not between and tree.lemma[said] in lexicon().telling else None

    def teller(self, token: int) -> int | None:
        """Who says what "dirinya" stands in, where that tells of another: X in "X mengatakan Y memuji dirinya"."""
        tree = self.tree
        if tree.lower[token + 1 : token + 2] == ["sendiri"]:
            return None
        verb = next((i for i in tree.ancestors(token) if tree.pos[i] == "VERB"), token)
        other, teller = tree.child(verb, "nsubj"), tree.child(tree.head[verb], "nsubj")
        if tree.base[verb] != "ccomp" or other in (None, token) or teller is None or teller > verb:
            return None
        known = next((t.party for t in reversed(self.traces) if t.token == teller), None)
        return known if known is not None and self.parties[known].kind == "person" else None

    def last_two(
        self,
        token: int,
        fits: Callable[[Party], bool],
        reach: int = _REACH,
        of: Callable[[Party], int] = lambda p: p.number,
    ) -> tuple[int, ...]:
        """The two parties named last before ``token`` that fit, in text order; empty unless there are two.

        ``of`` gives the number of whom a party stands for.

        Who alone is named before it in its own sentence is not one of them, where there are two others: "Rusia meminta
        keduanya menahan diri".
        """
        here, asked = self.sentence_of[token], self.subject_rank(token) == 0
        own: list[int] = []
        found: list[int] = []
        for k in range(bisect_left(self._tokens, token) - 1, -1, -1):
            trace = self.traces[k]
            if here - trace.sentence > reach or len(own) == 2 or len(found) == 2:
                break
            into = own if trace.sentence == here else found
            party = self.parties[trace.party]
            if asked and trace.sentence == here and trace.subject == 2:
                continue  # "Mesir dan Qatar meminta kedua pihak menahan diri": two others
            if not trace.inner and fits(party) and of(party) not in (*own, *found):
                into.append(of(party))
        pair = own if len(own) == 2 else found if len(found) == 2 else [*own, *found]
        return tuple(reversed(pair)) if len(pair) == 2 else ()

    def main_two(self, token: int, fits: Callable[[Party], bool], by_far: bool = False) -> tuple[int, ...]:
        """The two parties that fit and are named most often before ``token``; empty unless they stand out.

        ``by_far`` asks that the third be named half as often at most.
        """
        counts: Counter[int] = Counter()
        for k in range(bisect_left(self._tokens, token)):
            if not self.traces[k].inner and fits(self.parties[self.traces[k].party]):
                counts[self.traces[k].party] += 1
        ranked = counts.most_common(3)
        times = 2 if by_far else 1
        clear = len(ranked) == 2 or (len(ranked) == 3 and ranked[1][1] > ranked[2][1] * times - by_far)
        return (ranked[0][0], ranked[1][0]) if clear else ()
