"""From slots to parties: which entities act and which are acted upon, with the words they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from saksi.language.affixes import is_passive
from saksi.reading.context import Parties
from saksi.reading.events.arguments import (
    VICTIM,
    addressed_above,
    fill,
    left_neighbours,
    object_of,
    of_deed,
)
from saksi.reading.events.bystanders import bystanders
from saksi.reading.events.candidates import Candidate
from saksi.reading.events.fillers import can_be
from saksi.reading.statements import SaidBy
from saksi.reading.tree import NOMINAL, Tree
from saksi.reading.words import word_sets

_NOUN_TOWARDS = ("terhadap", "kepada", "atas", "ke", "pada", "untuk", "bagi", "melawan")
_VERB_TOWARDS = ("terhadap", "kepada", "ke", "atas", "melawan")
REFLEXIVE = "reflexive"  # the slot of an actor that "dirinya" stands for
_WITH = ("dengan", "bersama", "antara")
_ABOUT = frozenset(
    {"PROTEST", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "AGREE", "SANCTION", "RETREAT"}
)
_FOR = frozenset({"untuk", "guna", "demi"})
_SIDE_BY_SIDE = ("bersama", "beserta")
# one side does these to another, whoever is named behind "dengan"
_ONE_SIDED = frozenset({"REJECT", "REQUEST", "THREATEN", "ACCUSE", "SANCTION", "MOBILIZE"})
_MEANT_FOR = frozenset({"ASSAULT", "MOBILIZE", "AID"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "AGREE"})
_CONTENT = frozenset({"obj", "ccomp", "xcomp", "obl", "nmod", "csubj", "advcl", "nsubj"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "ACCUSE", "SANCTION"})
_UNDERGONE = _DONE_TO | {"REQUEST"}
_JOINING = frozenset({"terlibat", "berpartisipasi", "bergabung"})
_LOCAL = frozenset({"di", "ke", "dari", "pada", "dalam", "selama", "sejak"})


@dataclass(slots=True)
class Sides:
    """Entity numbers on each side and the tokens they were read from; ``certain`` drops when the words had to help.

    ``partners`` are the other sides of a reciprocal act ("bertemu dengan X"); ``owners`` stand for what is theirs.
    ``slots`` tells for each side the first slot that named it; ``helps`` that troops are sent to help the recipients.
    """

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    partners: list[int] = field(default_factory=list)
    tokens: list[tuple[str, int, int]] = field(default_factory=list)
    certain: float = 1.0
    owners: set[int] = field(default_factory=set)
    slots: dict[str, str] = field(default_factory=dict)
    helps: bool = False

    @property
    def empty(self) -> bool:
        """Whether nobody is named on any side."""
        return not (self.actors or self.recipients or self.partners)


def _reflexive(tree: Tree, cand: Candidate) -> bool:
    """Whether "dirinya" stands before the act's verb: whom it means is grammar and no guess."""
    verb = cand.light if cand.light is not None else cand.head
    return verb > tree.sent_start[verb] and tree.lower[verb - 1] in word_sets("arguments")["reflexive"]


def find_sides(tree: Tree, parties: Parties, cand: Candidate, voices: Sequence[int]) -> Sides:
    """Who acts and who is acted upon in the act that ``cand`` tells.

    ``voices`` gives for each token the number of the quotation it stands in, or -1: words outside a quotation fill no
    slot of an act told inside it.
    """
    sides = Sides()
    frame = cand.frame
    actor_slots, recipient_slots = _slots(tree, cand)
    died = cand.light_subject == "recipient" and frame.type == "ASSAULT"  # "tewas dalam perang melawan X"
    mutual = cand.reciprocal and not died
    _take(tree, parties, cand, actor_slots, "actor", sides, voices, every=mutual)
    if sides.actors and _reflexive(tree, cand):
        sides.slots["actor"] = REFLEXIVE
    if mutual:
        _take(tree, parties, cand, (*recipient_slots, *_WITH, "poss"), "partner", sides, voices, every=True)
        if not sides.partners:
            _take(tree, parties, cand, ("dan",), "partner", sides, voices, every=True)
        if not sides.partners and tree.lower[cand.head] in word_sets("arguments")["wars"]:
            _take(tree, parties, cand, ("di",), "partner", sides, voices)  # "perang Rusia di Ukraina"
    else:
        _take(tree, parties, cand, recipient_slots, "recipient", sides, voices)
        if sides.actors:
            company = _SIDE_BY_SIDE if frame.type in _ONE_SIDED else (*_SIDE_BY_SIDE, "dengan")
            _take(tree, parties, cand, company, "companion", sides, voices, every=True)
            _beside_doer(tree, parties, cand, sides, voices)
        elif sides.recipients and cand.voice == "passive":  # "ditahan bersama istrinya"
            _take(tree, parties, cand, _SIDE_BY_SIDE, "fellow", sides, voices, every=True)
        if cand.light is not None and tree.lower[cand.light] in _JOINING and cand.poss == "actor":
            _take(tree, parties, cand, ("poss",), "companion", sides, voices)  # "terlibat dalam serangan X"
        if not sides.recipients and frame.type in _ONE_SIDED:  # "menolak gencatan senjata dengan pemerintah"
            _take(tree, parties, cand, ("dengan",), "recipient", sides, voices)
        if not sides.recipients and frame.type in _MEANT_FOR:
            _from_purpose(tree, parties, cand, sides, voices)
        if not sides.recipients and frame.type == "REQUEST":
            _from_above(tree, parties, cand, sides, voices)
        denial = frame.type == "REJECT" and tree.lemma[cand.head] == "bantah"  # what is denied is not who accused
        if not sides.recipients and frame.type in _ABOUT and not denial:
            _from_content(tree, parties, cand, sides, voices)
    if not sides.actors and not cand.is_noun and cand.voice in {"active", "base"}:
        for i in left_neighbours(tree, cand):
            if _outside(cand, i, voices):
                break
            resolved = parties.resolve(tree.doc[i])
            found = [n for n in resolved if n not in sides.recipients and _can_be(parties, cand, "actor", n)]
            if found:
                sides.actors += found
                sides.tokens += [("actor", i, n) for n in found]
                sides.slots["actor"] = "neighbour"
                sides.certain *= 0.75
                break
    return sides


def give_to_speaker(tree: Tree, cand: Candidate, sides: Sides, said: SaidBy | None) -> tuple[int, int] | None:
    """Words that nobody else is said to utter are the speaker's own act; returns the tokens that name him.

    "Israel melanggar hukum," kata X: X accuses. "Iran harus mundur," kata X: X makes a request of Iran.
    """
    frame = cand.frame
    if frame.type == "REQUEST" and tree.lower[cand.start] in word_sets("arguments")["duties"]:
        sides.recipients, sides.actors = sides.actors or sides.recipients, []
        sides.slots = {"recipient": sides.slots.get("actor", "content")} if sides.recipients else {}
    if frame.type not in _SPOKEN or sides.actors or said is None:
        return None
    sides.actors = [n for n in said.speaker[:1] if n not in sides.recipients]
    if sides.actors:
        sides.slots["actor"] = "speaker"
    return said.speaker_at if sides.actors else None


def _slots(tree: Tree, cand: Candidate) -> tuple[Sequence[str], Sequence[str]]:
    """The slots of actor and recipient in order of preference: the frame's own, or the habits of the voice."""
    frame = cand.frame
    if cand.each_other:
        return ("subject",), ()
    actor: tuple[str, ...] = frame.actor
    recipient: tuple[str, ...] = frame.recipient
    if cand.is_noun:
        lent = ("subject",) if cand.light is not None and cand.light_subject is not None else ()
        own_actor = ("poss", "oleh", "dari") if cand.poss == "actor" else ("oleh", "dari")
        own_recipient = _NOUN_TOWARDS if cand.poss == "actor" else (*_NOUN_TOWARDS, "poss")
        if cand.light_subject == "recipient":
            other = ("dengan", "melawan") if cand.reciprocal and frame.type == "ASSAULT" else ()
            return (*own_actor, *other), (VICTIM, *lent, *own_recipient)
        prepositions_a = tuple(s for s in actor if s not in {"subject", "object"}) or own_actor
        prepositions_r = tuple(s for s in recipient if s not in {"subject", "object"}) or own_recipient
        return (*lent, *prepositions_a), (VICTIM, *prepositions_r)
    if cand.voice == "passive" and is_passive(tree.lower[cand.head]):
        # "tersangka yang ditahan polisi": who does it follows the verb without "oleh" as well, and never suffers it
        actor = tuple(dict.fromkeys("subject" if slot == "oleh" else slot for slot in actor))
        if "object" not in actor:
            recipient = tuple(dict.fromkeys("object" if slot == "subject" else slot for slot in recipient))
            if recipient and frame.type in _UNDERGONE:  # "warga diwajibkan melapor", whatever else the frame looks for
                recipient = tuple(dict.fromkeys((*recipient, "object")))
    if not actor:
        actor = ("subject",)
    if not recipient:
        recipient = ("object", *_VERB_TOWARDS)
        if frame.object is not None:  # "mengamankan 14 orang"; elsewhere the object is what is sent or cut off
            recipient = ("object",) * (frame.type in _DONE_TO) + ("dengan", *_VERB_TOWARDS, "poss")
    if cand.voice == "active" and (cand.mode == "disapprove" or frame.type == "REJECT"):
        recipient = ("oleh", *recipient)  # "mengecam pembunuhan X oleh Israel"
    return actor, recipient


def _take(
    tree: Tree,
    parties: Parties,
    cand: Candidate,
    slots: Sequence[str],
    side: str,
    sides: Sides,
    voices: Sequence[int],
    every: bool = False,
) -> None:
    """Fill ``side`` from the first slot that names a party (from ``every`` slot for reciprocal acts)."""
    target = {
        "actor": sides.actors,
        "recipient": sides.recipients,
        "partner": sides.partners,
        "companion": sides.actors,
        "fellow": sides.recipients,
    }[side]
    taken = {*sides.actors, *sides.recipients, *sides.partners}
    gone = bystanders(tree, cand, side)
    for slot in slots:
        for token in fill(tree, cand, slot):
            word = tree.lower[token]
            clitic = word == slot + "nya" or (slot == "object" and word.endswith("nya") and tree.pos[token] == "VERB")
            asked_for = slot == "object" and cand.frame.object is not None  # "mengamankan 14 orang", "memutus hubungan"
            own = slot == "subject" and tree.base[token] == "nsubj" and tree.pos[token] in NOMINAL  # "jaksa menilai"
            inside = cand.start <= token < cand.end and not (slot == "poss" or clitic or asked_for or own)
            asked = cand.object is not None and cand.object[0] <= token < cand.object[1]
            if inside or (asked and slot == "poss") or _outside(cand, token, voices):  # "bertukar tahanan" with nobody
                continue
            if tree.lower[token] in word_sets("arguments")["not_parties"]:
                continue
            if side == "recipient" and slot == "object" and _undergoes(tree, cand, token):
                continue
            if token in gone:
                continue
            found = parties.resolve_clitic(tree.doc[token]) if clitic else parties.resolve(tree.doc[token])
            owned = not found and side != "companion" and not asked_for
            if owned:
                found = parties.resolve_owner(tree.doc[token])
                sides.owners.update(found)
            if cand.frame.type == "CONSULT":
                found = tuple(_host(parties, n) for n in found)
            fresh = [n for n in dict.fromkeys(found) if n not in taken and _can_be(parties, cand, side, n)]
            if fresh:
                target.extend(fresh)
                taken.update(fresh)
                sides.slots.setdefault(side, f"owner of {slot}" if owned else slot)
                sides.tokens += [(side, token, n) for n in fresh]
                break
        if target and not every:
            return


def _undergoes(tree: Tree, cand: Candidate, token: int) -> bool:
    """Whether ``token`` is what shall be dealt with as somebody asks, not of whom he asks it: "meminta X dihukum"."""
    if cand.frame.type != "REQUEST":
        return False
    for i in range(max(tree.subtree(token), default=token) + 1, tree.sent_end[token]):
        if tree.pos[i] == "VERB":
            return tree.lower[i].startswith("di") and is_passive(tree.lower[i])
        if tree.pos[i] not in {"ADV", "AUX", "SCONJ", "PART"}:
            return False
    return False


def _beside_doer(tree: Tree, parties: Parties, cand: Candidate, sides: Sides, voices: Sequence[int]) -> None:
    """Add who is named beside the doer in one phrase: "Polri bersama TNI menangkap X"."""
    for doer in [token for side, token, _ in sides.tokens if side == "actor"]:
        for child in tree.children[doer]:
            beside = child > doer and tree.pos[child] in NOMINAL and tree.case_of(child) in _SIDE_BY_SIDE
            if not beside or child >= cand.start > doer or _outside(cand, child, voices):
                continue
            taken = {*sides.actors, *sides.recipients}
            fresh = [
                n for n in parties.resolve(tree.doc[child]) if n not in taken and _can_be(parties, cand, "actor", n)
            ]
            sides.actors += fresh
            sides.tokens += [("companion", child, n) for n in fresh]


def _outside(cand: Candidate, token: int, voices: Sequence[int]) -> bool:
    """Whether the act is told inside a quotation and ``token`` stands outside it."""
    return voices[cand.head] >= 0 and voices[token] != voices[cand.head]


def _from_purpose(tree: Tree, parties: Parties, cand: Candidate, sides: Sides, voices: Sequence[int]) -> None:
    """Whom an act is meant for: the object of its purpose, be it to harm ("untuk menumpas pemberontak") or to help."""
    helping = word_sets("arguments")["helping"]
    for base in sorted({*cand.bases(), *range(cand.start, cand.end)}):
        for child in tree.children[base]:
            if child < cand.end or tree.base[child] not in {"advcl", "xcomp", "acl"} or tree.pos[child] != "VERB":
                continue
            if not any(tree.lower[c] in _FOR for c in tree.children[child] if c < child):
                continue
            helps = tree.lemma[child] in helping
            lent = cand.frame.type == "MOBILIZE" and tree.lemma[child] in word_sets("arguments")["lending"]
            if helps != (cand.frame.type == "AID") and not lent:
                continue
            token = object_of(tree, child)
            if token is None or _outside(cand, token, voices):
                continue
            fresh = [n for n in parties.resolve(tree.doc[token]) if n not in sides.actors]
            if fresh:
                sides.recipients += fresh
                sides.tokens += [("recipient", token, n) for n in fresh]
                sides.slots["recipient"] = "purpose"
                sides.helps = lent
                return


def _from_above(tree: Tree, parties: Parties, cand: Candidate, sides: Sides, voices: Sequence[int]) -> None:
    """Of whom something is asked in the course of addressing him ("menyurati menteri untuk meminta vaksin")."""
    token = addressed_above(tree, cand)
    if token is None or _outside(cand, token, voices):
        return
    fresh = [
        n for n in parties.resolve(tree.doc[token]) if n not in sides.actors and _can_be(parties, cand, "recipient", n)
    ]
    if fresh:
        sides.recipients += fresh
        sides.tokens += [("recipient", token, n) for n in fresh]
        sides.slots["recipient"] = "addressee"


def _host(parties: Parties, number: int) -> int:
    """Who receives a visitor: for a place the country it lies in, where the article names that country."""
    place = parties.entity(number)
    if place.kind != "place" or place.country is None:
        return number
    state = named_country(parties, place.country)
    return number if state is None else state


def named_country(parties: Parties, code: str) -> int | None:
    """The entity number of the state ``code`` if the article names it."""
    for mention in parties.mentions:
        if mention.entity >= 0:
            entity = parties.entity(mention.entity)
            if entity.kind == "country" and entity.country == code:
                return mention.entity
    return None


def _can_be(parties: Parties, cand: Candidate, side: str, number: int) -> bool:
    return can_be(parties.entity(number), cand.frame.type, side)


def _from_content(tree: Tree, parties: Parties, cand: Candidate, sides: Sides, voices: Sequence[int]) -> None:
    """Whom words are about: the first party in what is demanded, condemned, refused or promised.

    "mengecam serangan terbaru Israel" is about Israel; "menyerukan agar Iran menahan diri" about Iran.
    """
    tops = [c for b in cand.bases() for c in tree.children[b] if c > cand.head and tree.base[c] in _CONTENT]
    whole = {i for top in tops for i in tree.subtree(top)}
    aims = {i for d in whole if d not in tops and tree.base[d] == "advcl" for i in tree.subtree(d)}
    inside = sorted(whole - aims - bystanders(tree, cand, "recipient"))
    inside.sort(key=lambda i: tree.case_of(i) != "oleh")  # "menyambut pembebasan sandera oleh X": X is praised
    for token in inside:
        if token < cand.end or tree.pos[token] not in NOMINAL or _outside(cand, token, voices):
            continue
        if _in_local_phrase(tree, token, tops) or of_deed(tree, cand, token) or _undergoes(tree, cand, token):
            continue
        found = parties.resolve(tree.doc[token])
        fresh = [n for n in found if n not in sides.actors and _can_be(parties, cand, "recipient", n)]
        if fresh:
            sides.recipients += fresh
            sides.tokens += [("recipient", token, n) for n in fresh]
            sides.slots["recipient"] = "content"
            return


def _in_local_phrase(tree: Tree, token: int, tops: Sequence[int]) -> bool:
    """Whether ``token`` stands in a phrase of place or time below ``tops``: "dalam sidang Dewan Keamanan"."""
    if tree.case_of(token) in _LOCAL:
        return True
    for above in tree.ancestors(token) if token not in tops else ():
        if tree.pos[above] in NOMINAL and tree.case_of(above) in _LOCAL:
            return True
        if above in tops:
            break
    return False
