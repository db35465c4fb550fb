"""What stands above the story: date line, headline, byline, caption, share buttons, and the dateline that begins it."""

from __future__ import annotations

import re
from functools import cache

from saksi.articles.captions import photo_credit, take_caption
from saksi.articles.credits import label_kind, take_labelled
from saksi.articles.data import table
from saksi.articles.datelines import find_dateline, take_dateline
from saksi.articles.dates import date_pattern, find_date
from saksi.articles.outlets import DOMAIN, known_pattern, lookup, outlet_name
from saksi.articles.sheet import SENTENCE_END, Line, Sheet, name_like, plain

_LOOK_AT = 30  # lines
_FAR = 5000  # characters
_URL = re.compile(r"(?:https?://|www\.)\S+")
_CREDIT = re.compile(r"\((?P<inner>[^()\n]{3,80})\)\s*")
_TRAIL = re.compile(r"(?:[\w .,&-]{2,30}\s+[>»›/]\s+){1,4}[\w .,&-]{2,40}$")
_BYLINE = re.compile(
    r"Laporan (?:Wartawan|Reporter|Jurnalis|Kontributor),? (?:(?:[\w-]+\.)+\w+|Tribun \w+)[,.]?\s+"
    r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3})[.,]?(?=\s|$)"
)


@cache
def _byline_outlet() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[^|\n]{{3,60}}?)\s+[-–|]\s+(?P<outlet>{known_pattern()}|{DOMAIN})$")


@cache
def _debris() -> frozenset[str]:
    return frozenset(table("page")["debris"])


@cache
def _label() -> re.Pattern[str]:
    dates = table("dates")
    words = "|".join(re.escape(w) for w in sorted([*dates["labels"], *dates["later"]], key=len, reverse=True))
    return re.compile(rf"(?i:{words})(?:\s+pada)?\b[\s:|,-]*")


@cache
def _later() -> re.Pattern[str]:
    return re.compile(rf"(?i:{'|'.join(re.escape(w) for w in table('dates')['later'])})\b")


def take_opening(sheet: Sheet) -> None:
    """Claim what stands above the story, line by line, until the story begins."""
    at = _take_leading(sheet)
    later: tuple[str | None, tuple[int, int]] | None = None
    title_free = sheet.title is None
    skip = -1
    prose = 0
    for index, line in enumerate(sheet.lines[:_LOOK_AT]):
        if line.start > _FAR:
            break
        start = max(line.start, at)
        if index <= skip or start >= line.end:
            continue
        text = line.text if start == line.start else sheet.text[start : line.end]
        found = _date_line(text)
        if found:
            value, span, change = found
            span = (span[0] + start, span[1] + start)
            sheet.claim("date_line", start, line.end, value)
            if change:
                later = later or (value, span)
            else:
                sheet.date(value, span)
            continue
        if take_dateline(sheet, start, line.end, strong_only=prose > 0):
            break
        if prose and prose >= 4:
            break
        if take_caption(sheet, index, opening=prose == 0) or _take_machinery(sheet, line, text):
            continue
        kind = label_kind(text)
        if kind and _take_name_below(sheet, index):
            skip = index + 1
            continue
        if take_labelled(sheet, start, line.end):
            continue
        if not prose and _take_title(sheet, index, title_free):
            continue
        if _is_prose(text):
            prose += 1
            sheet.body = sheet.body or start
    if sheet.published is None and later:
        sheet.date(*later)
    _take_names_between(sheet)


def _take_leading(sheet: Sheet) -> int:
    """What stands before the story on the first line: an address, the known headline, a byline, a caption."""
    if not sheet.lines:
        return 0
    at, end = sheet.lines[0].start, sheet.lines[0].end
    address = _URL.match(sheet.text, at, end)
    if address:
        sheet.claim("boilerplate", at, address.end(), address.group())
        at = _skip(sheet.text, address.end(), end)
    title = (sheet.title or "").strip()
    while len(title) > 12 and sheet.text.startswith(title, at) and at + len(title) < end:
        behind = at + len(title)
        # The headline is furniture only where something else than its own sentence goes on behind it.
        rest = sheet.text[behind:end].lstrip()
        if not rest[:1].isupper() or not _breaks_off(title, rest):
            break
        sheet.claim("title", at, behind, title)
        at = _skip(sheet.text, behind, end)
    at = _take_byline(sheet, at, end)
    return _take_leading_caption(sheet, at, end)


def _skip(text: str, at: int, end: int, also: str = "") -> int:
    while at < end and (text[at].isspace() or text[at] in also):
        at += 1
    return at


def _take_byline(sheet: Sheet, at: int, end: int) -> int:
    byline = _BYLINE.match(sheet.text, at, end)
    if byline is None:
        return at
    name_end = byline.end("name")
    # The dateline's outlet is no part of the name ("Laporan Wartawan ..., Nama TRIBUNNEWS.COM, JAKARTA -").
    for space in re.finditer(r"\s", sheet.text[byline.start("name") : name_end + 1]):
        if find_dateline(sheet.text, byline.start("name") + space.end(), end):
            name_end = byline.start("name") + space.start()
            break
    sheet.credit("reporter", byline.start("name"), name_end)
    sheet.claim("credit", at, name_end, sheet.text[byline.start("name") : name_end])
    return _skip(sheet.text, name_end, end, ".,")


def _take_leading_caption(sheet: Sheet, at: int, end: int) -> int:
    """A caption in running text, known by the dateline behind its credit ("... (Reuters/Nama) Jakarta, CB -- ")."""
    for match in _CREDIT.finditer(sheet.text, at, min(end, at + 900)):
        found = find_dateline(sheet.text, match.end(), end)
        if found and photo_credit(match["inner"]):
            sheet.claim("caption", at, match.start(), " ".join(sheet.text[at : match.start()].split()))
            sheet.claim("caption_credit", match.start(), match.end(), match["inner"].strip())
            sheet.credit("photo", *match.span("inner"))
            return match.end()
    return at


def _breaks_off(title: str, rest: str) -> bool:
    """Whether words behind a repeated headline begin anew: the headline again, a dateline, a byline, a new sentence."""
    if rest.startswith(title[:20]) or find_dateline(rest, 0, len(rest)) or title[-1] in ".!?":
        return True
    return bool(re.match(r"(?:Oleh|Penulis|Laporan)\b", rest)) or _new_sentence(rest)


def _new_sentence(rest: str) -> bool:
    words = rest.split(maxsplit=14)[:14]
    return sum(w[0].islower() for w in words) >= 5


def _date_line(text: str) -> tuple[str | None, tuple[int, int], bool] | None:
    """The date of a line that is nothing but a date with its label, outlet, clock time: value, span, "is a change"."""
    if len(text) > 140 or not any(c.isdigit() for c in text):
        return None
    found = find_date(text)
    if found is None:
        return None
    before, behind = text[: found.span[0]], text[found.end :]
    change = bool(_later().search(before))
    label = _label().match(before)
    if label:
        before = before[label.end() :]
    rest = before.strip(" \u00a0,|-–—•·/:()")
    separated = before.rstrip()[-1:] in tuple("|-–—•·/:")
    if rest and not (lookup(rest) or re.fullmatch(DOMAIN, rest) or (separated and name_like(rest))):
        return None
    behind = behind.strip(" \u00a0,|-–—•·/:()")
    if behind and not (
        re.match(r"(?i:diperbarui|update|wi[bt]a?|\d+ menit|waktu baca)", behind) or name_like(behind, 5)
    ):
        return None
    # A comma with prose behind it opens a sentence ("Kamis, 1 Desember 2016, ...") rather than a page.
    if behind and text[found.end :].lstrip()[:1] == "," and not name_like(behind, 3):
        return None
    return found.value, found.span, change


def _take_machinery(sheet: Sheet, line: Line, text: str) -> bool:
    """Share buttons, the outlet's name, a trail of sections, an address, a byline with its outlet."""
    byline = _byline_outlet().fullmatch(text)
    if byline and name_like(byline["name"], 5) and not date_pattern().search(text):
        sheet.credit("reporter", line.start, line.start + byline.end("name"))
        sheet.outlet = sheet.outlet or outlet_name(byline["outlet"])
        return sheet.claim("credit", line.start, line.end, byline["name"])
    known = lookup(text)
    if known:
        if not known.agency:
            sheet.outlet = sheet.outlet or known.name
        return sheet.claim("boilerplate", line.start, line.end, text)
    trail = _TRAIL.fullmatch(text) and len(text.split()) <= 12 and not text.endswith(".")
    if text.casefold() in _debris() or trail or _URL.fullmatch(text) or not any(c.isalnum() for c in text):
        return sheet.claim("boilerplate", line.start, line.end)
    return False


def _take_name_below(sheet: Sheet, index: int) -> bool:
    """A label on its own line ("Penulis") with the name on the next."""
    if index + 1 >= len(sheet.lines):
        return False
    line, below = sheet.lines[index], sheet.lines[index + 1]
    kind = label_kind(line.text)
    if kind is None or not (name_like(below.text, 5) or lookup(below.text)) or below.text[-1] in ".!?":
        return False
    sheet.credit(kind, below.start, below.end)
    return sheet.claim("credit", line.start, below.end, below.text)


def _take_title(sheet: Sheet, index: int, may_choose: bool) -> bool:
    line = sheet.lines[index]
    if sheet.title is not None:
        same = len(line.text) <= 2 * len(sheet.title) and plain(line.text) == plain(sheet.title)
        return same and bool(plain(line.text)) and sheet.claim("title", line.start, line.end, sheet.title)
    if not may_choose or not _could_be_title(line) or index + 1 >= len(sheet.lines):
        return False
    below = [other for other in sheet.lines[index + 1 : index + 6] if _could_be_title(other)]
    # A short line above a fuller one is the name of a section, unless the page repeats it as its headline.
    if len(line.text.split()) < 4 and any(len(other.text.split()) >= 4 for other in below):
        return False
    if not any(len(other.text) > len(line.text) for other in sheet.lines[index + 1 : index + 12]):
        return False
    sheet.title = " ".join(line.text.split())
    return sheet.claim("title", line.start, line.end, sheet.title)


def _could_be_title(line: Line) -> bool:
    text, words = line.text, line.text.split()
    if not 2 <= len(words) <= 28 or len(text) > 200 or text[-1] in ".:;," or ". " in text:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘"):
        return False
    if text.casefold().strip(" :") in table("page")["lists"] or _date_line(text) or find_dateline(text, 0, len(text)):
        return False
    # A quotation with its full stop inside is prose ('... hari ini." kata ...').
    return not re.search(r"[.,!?][\"”]\s+[a-z]", text)


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return (words >= 5 and text[-1] in '.!?…"”') or (words >= 9 and text[-1] == ")") or len(text) > 160


def _take_names_between(sheet: Sheet) -> None:
    """Bare names and sections on lines of their own, above the story and beside a date line: nobody's sentence."""
    top = [piece for piece in sheet.pieces if piece.kind in ("date_line", "title", "dateline")]
    if not sheet.body or not any(piece.kind in ("date_line", "dateline") for piece in top):
        return
    ceiling = max(piece.span[1] for piece in top)
    for line in sheet.lines[:_LOOK_AT]:
        if line.start >= min(ceiling, sheet.body):
            break
        if sheet.free(line.start, line.end) and name_like(line.text, 5) and line.text[-1] not in SENTENCE_END:
            sheet.claim("boilerplate", line.start, line.end)
