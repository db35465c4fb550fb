"""What stands below the story: initials, credits, "Artikel ini telah tayang di ...", lists of articles, addresses.

The end of the text is peeled: as long as its last words are furniture they are taken, and the first words that are not
stop it. So nothing inside the story can be taken by mistake.
"""

from __future__ import annotations

import re
from functools import cache

from saksi.articles.credits import agency_tail, label_kind, label_words, tail_credit, take_labelled, take_source
from saksi.articles.data import table
from saksi.articles.outlets import DOMAIN, known_pattern, lookup
from saksi.articles.sheet import SENTENCE_END, Sheet, name_like

_WINDOW = 700  # characters looked at from the end
_MOST = 40  # pieces
_FAR = 4000  # blank characters skipped at a time
_INITIALS = re.compile(
    r"(?P<before>^|[.!?…\"”'’)\]*:]\s*|\n\s*)(?P<all>[(\[](?P<names>[a-zA-Z]{2,4}(?:\s?[/,-]\s?[a-zA-Z]{2,4}){1,3}|"
    r"(?:\*[/-])?[a-z]{2,4}(?:/\*)?|[A-Z][a-z]{1,2}|\*{1,3}|[A-Z]{2,3}-?\d{1,3})[)\]])\s*$"
)
_NAMES = re.compile(
    r"(?<=[.!?\"”])\s+\((?P<names>[A-Z][\w.'’]+(?: [A-Z][\w.'’]*){1,3}"
    r"(?:, [A-Z][\w.'’]+(?: [A-Z][\w.'’]*){0,3}){0,3})\)\s*$"
)
# The publisher's address: each line of it is short and ends no sentence.
_ADDRESS = re.compile(
    r"(?:^|\n)(?P<line>(?:Jl\.?|Jalan) [^\n]{3,70}[^\n.!?\"”]|(?:Kota |Kab\. )?[A-Z][a-z]+(?: [A-Z][a-z]+)?,? \d{5}|"
    r"(?:(?:Telp|Tel|Fax|Phone|Email|E-mail|WA|HP)\b[.:]? ?)?(?:\+?\(?\d[\d() /-]{6,24}|\S+@\S+\.\w+)|"
    r"[^\n]{0,60}(?:©|\[email)[^\n]{0,100})\s*$"
)
_JUNK = re.compile(r"(?:^|(?<=\s))(?:[\\*_|#~=-]+|A(?:dvertisement|DVERTISEMENT)|Loading\.\.\.)\s*$")
_HASHTAGS = re.compile(r"(?:^|\n)(?:#\w+[ \t,]*)+\s*$")


@cache
def _closing() -> list[tuple[list[str], re.Pattern[str]]]:
    return [
        (entry["cues"], re.compile(rf"(?:^|(?<=[\s.!?\"”)*]))(?i:{entry['pattern']})\s*$"))
        for entry in table("page")["closing"]
    ]


def _closing_start(tail: str) -> int | None:
    """Where the earliest sentence that pages close with begins.

    Inside a sentence the same words belong to the story ("... belum menjawab hingga berita ini diterbitkan").
    """
    lower = tail.lower()
    found = [
        match.start()
        for cues, pattern in _closing()
        if any(cue in lower for cue in cues)
        for match in pattern.finditer(tail)
        if not tail[match.start()].islower() or _sentence_ended(tail[: match.start()])
    ]
    return min(found) if found else None


@cache
def _original() -> re.Pattern[str]:
    """The outlet in "Artikel ini telah tayang di OUTLET dengan judul ..."."""
    return re.compile(rf"\bdi (?P<name>{known_pattern()}|{DOMAIN}|[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}}(?= dengan judul))")


@cache
def _lists() -> frozenset[str]:
    return frozenset(table("page")["lists"])


@cache
def _debris() -> frozenset[str]:
    return frozenset(table("page")["debris"])


def _sentence_ended(before: str) -> bool:
    words = before.rstrip()
    return not words or words[-1] in SENTENCE_END + "*]|:" or "\n" in before[len(words) :]


def take_closing(sheet: Sheet) -> None:
    """Claim what stands below the story, from the end upwards."""
    end = _take_lists(sheet, len(sheet.text))
    for _ in range(_MOST):
        end = _above_pieces(sheet, end)
        start = _peel(sheet, end)
        if start is None or start >= end:
            return
        end = start


def _above_pieces(sheet: Sheet, end: int) -> int:
    """The end of the text that is neither blank nor claimed."""
    while True:
        near = sheet.text[max(0, end - _FAR) : end]
        end -= len(near) - len(near.rstrip())
        last = sheet.piece_before(end)
        if last is None or last.span[1] < end:
            return end
        end = last.span[0]


def _peel(sheet: Sheet, end: int) -> int | None:
    """Claim one piece that ends at ``end``; its start, or null when the last words belong to the story."""
    if end <= sheet.body:
        return None
    base = max(sheet.body, end - _WINDOW)
    tail = sheet.text[base:end]
    line = base + tail.rfind("\n") + 1
    for take in (_take_junk, _take_initials, _take_credit, _take_sentence):
        start = take(sheet, tail, base, end)
        if start is not None:
            return start
    return _take_line(sheet, line, end)


def _take_initials(sheet: Sheet, tail: str, base: int, end: int) -> int | None:
    if tail[-1] not in ").]":
        return None
    match = _INITIALS.search(tail, max(0, len(tail) - 40))
    if match:
        start = base + match.start("all")
        if not sheet.claim("initials", start, end, match["names"]):
            return None
        names = list(re.finditer(r"[A-Za-z]{2,4}", match["names"]))
        for position, name in enumerate(names):
            at = base + match.start("names") + name.start()
            sheet.credit(
                "editor" if position and position == len(names) - 1 else "reporter", at, at + len(name.group())
            )
        return start
    match = agency_tail().search(tail, max(0, len(tail) - 90))
    if match and sheet.claim("credit", base + match.start(), end, match["name"]):
        take_source(sheet, base + match.start("name"), base + match.end("name"))
        return base + match.start()
    match = _NAMES.search(tail, max(0, len(tail) - 130))
    if match and sheet.claim("credit", base + match.start(), end, match["names"]):
        sheet.credit("reporter", base + match.start("names"), base + match.end("names"))
        return base + match.start()
    return None


def _take_credit(sheet: Sheet, tail: str, base: int, end: int) -> int | None:
    line = tail.rfind("\n") + 1
    if end - (base + line) <= 160 and take_labelled(sheet, base + line, end):
        return base + line
    match = tail_credit().search(tail, max(0, len(tail) - 190))
    if match is None or not name_like(match["name"].split(" PT ")[0], 7):
        return None
    name_end = base + match.start("name") + len(match["name"].split(" PT ")[0])
    name = sheet.text[base + match.start("name") : name_end]
    kind = label_kind(match["label"])
    if kind is None or not sheet.claim("credit", base + match.start(), end, name.strip()):
        return None
    if kind == "source":
        take_source(sheet, base + match.start("name"), name_end)
    else:
        sheet.credit(kind, base + match.start("name"), name_end)
    return base + match.start()


def _take_sentence(sheet: Sheet, tail: str, base: int, end: int) -> int | None:
    """The last of the sentences that pages close with, read from its latest beginning that still matches."""
    at = _closing_start(tail)
    if at is None:
        return None
    start = base + at
    words = sheet.text[start:end]
    # Behind a headline no second sentence may follow: that would be story.
    if re.search(r"[.!?]\s+[A-Z][^.!?\n]{40,}[.!?]", words) and not re.match(
        r"(?i:\(?(?:sebagian )?(?:artikel|berita) ini|dilarang)", words
    ):
        return None
    kind = "read_also" if re.match(r"(?i:\W?(?:baca|simak|tonton|lihat|saksikan|pilihan))", words) else "boilerplate"
    if not sheet.claim(
        "read_also" if kind == "read_also" else "boilerplate", start, end, " ".join(words.split())[:200]
    ):
        return None
    original = _original().search(words)
    if original and kind == "boilerplate" and re.match(r"(?i:\(?(?:sebagian )?(?:artikel|berita|tulisan))", words):
        sheet.credit("syndication", start + original.start("name"), start + original.end("name"))
    editor = re.search(
        rf"(?P<label>(?i:{label_words()}))\s*:\s*"
        r"(?P<name>[A-Z]\w+(?: (?!Simak|Lihat|Tonton|Baca|Saksikan)[A-Z]\w+){0,3})",
        words,
    )
    if editor and kind == "boilerplate":
        sheet.credit(label_kind(editor["label"]) or "editor", start + editor.start("name"), start + editor.end("name"))
    return start


def _take_junk(sheet: Sheet, tail: str, base: int, end: int) -> int | None:
    for pattern, group, reach in ((_JUNK, 0, 16), (_HASHTAGS, 0, 400), (_ADDRESS, 1, 190)):
        match = pattern.search(tail, max(0, len(tail) - reach))
        if match and sheet.claim("boilerplate", base + match.start(group), end):
            return base + match.start(group)
    return None


def _take_line(sheet: Sheet, start: int, end: int) -> int | None:
    """A last line of page machinery or, under the story's last full stop, of an outlet's name."""
    text = sheet.text[start:end].strip()
    if not text or start <= sheet.body:
        return None
    if text.casefold() in _debris() or text.casefold() in _lists():
        return start if sheet.claim("boilerplate", start, end) else None
    above = sheet.text[max(0, start - 80) : start].rstrip()
    if lookup(text) and above and above[-1] in SENTENCE_END and sheet.claim("credit", start, end, text):
        sheet.credit("syndication", start, end)
        return start
    return None


def _take_lists(sheet: Sheet, end: int) -> int:
    """Lists of other articles below the story: from their heading on, when no paragraph follows."""
    lines = sheet.lines
    for index in range(len(lines) - 1, max(0, len(lines) - 30), -1):
        line = lines[index]
        if line.start <= sheet.body:
            break
        words = line.text.split()
        if len(words) >= 18 and line.text[-1] in SENTENCE_END:
            break
        if line.text.strip(" :").casefold() in _lists():
            for below in lines[index:]:
                if sheet.free(below.start, below.end):
                    sheet.claim("read_also", below.start, below.end, below.text)
            end = line.start
    return end
