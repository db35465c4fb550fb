"""Photo captions and the credits in them ("... di Moskow. (Reuters/Nama Juru Foto)", "Foto: Nama/detikcom")."""

from __future__ import annotations

import re
from functools import cache

from saksi.articles.data import table
from saksi.articles.outlets import DOMAIN, known_pattern, lookup
from saksi.articles.sheet import Line, Sheet, name_like

_MOST_WORDS = 90
_BRACKET = re.compile(r"\s*[-–—]?\s*(?P<bracket>[(\[](?P<inner>[^()\[\]\n]{2,110})[)\]])[.\s]*$")


@cache
def _inner() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in table("page")["photo_words"]), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<word>(?i:{words}))(?!\w)(?P<mark>\s*[:/.]?)|(?P<outlet>{known_pattern()}|{DOMAIN})(?P<slash>\s*[/:,]?))"
    )


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(re.escape(w) for w in table("page")["credit_labels"]["photo"])
    return re.compile(rf"(?<![^.!?\])\s])(?P<label>(?i:{labels}))\s*:\s*(?P<name>[^\n:]{{2,80}})$")


def photo_credit(inner: str) -> str | None:
    """How sure it is that a bracket's words credit a photo: "sure", "maybe" (an agency's bare name), or null."""
    inner = inner.strip()
    match = _inner().match(inner)
    rest = inner[match.end() :].strip() if match else inner
    if match is None:
        # "(Nama Juru Foto/beritakita.com)": the outlet may stand behind the name.
        head, slash, tail = inner.rpartition("/")
        if slash and name_like(head) and (lookup(tail) or re.fullmatch(DOMAIN, tail.strip())):
            return "sure"
        return "sure" if re.match(r"(?:[A-Z][\w.]+[/ ]){1,4}(?:HO|Handout|Pool)\b", inner) else None
    if match["word"]:
        agency = lookup(match["word"])
        if agency is None:
            short = match["word"].lower() in {"x", "ist", "doc", "foto", "photo", "pool"} and not match["mark"].strip()
            return "maybe" if short and rest else "sure"
    if match.group("slash") == "/" or (match["word"] and match["mark"].strip() == "/"):
        return "sure"
    if not rest or name_like(rest):
        return "maybe"
    return None


def take_caption(sheet: Sheet, index: int, *, opening: bool) -> bool:
    """Claim line ``index`` as a caption when it ends in a photo credit.

    Above the story an agency's bare name in brackets is enough; inside it only a sure credit is, and never on the last
    line, where brackets name who wrote the report.
    """
    line = sheet.lines[index]
    if len(line.text) > 900 or len(line.text.split()) > _MOST_WORDS:
        return False
    credit = _credit_in(line, opening)
    if credit is None:
        return False
    start, name_start, name_end = credit
    if not opening and index == len(sheet.lines) - 1:
        return False
    if not sheet.free(line.start, line.end):
        return False
    head = line.start + _headline_length(sheet, line)
    if head > line.start:
        sheet.claim("title", line.start, head, sheet.title)
    words = sheet.text[head:start].strip(" -–—.\u00a0")
    if words:
        sheet.claim("caption", head, start, " ".join(words.split()))
    elif index and opening:
        _caption_above(sheet, sheet.lines[index - 1])
    sheet.claim("caption_credit", start, line.end, " ".join(sheet.text[name_start:name_end].split()))
    sheet.credit("photo", name_start, name_end)
    return True


def _credit_in(line: Line, opening: bool) -> tuple[int, int, int] | None:
    """Where the credit at a line's end begins, and the name in it."""
    bracketed = line.text.rstrip(". ")[-1:] in (")", "]")
    match = _BRACKET.search(line.text, max(0, len(line.text) - 130)) if bracketed else None
    if match:
        sure = photo_credit(match["inner"])
        label = re.match(
            r"(?i:(?:sumber |kredit )?foto|photo|dok(?:umentasi|umen)?|doc|ilustrasi)\b\s*[:.]?\s*(?=\S)",
            match["inner"],
        )
        if sure == "sure" or (sure == "maybe" and opening):
            skip = label.end() if label and match["inner"][label.end() :].strip() else 0
            start = line.start + match.start("inner") + skip
            return line.start + match.start("bracket"), start, line.start + match.end("inner")
        return None
    match = _label().search(line.text, max(0, len(line.text) - 110)) if ":" in line.text[-100:] else None
    if match and len(match["name"].split()) <= 7 and (opening or match.start() or name_like(match["name"])):
        return line.start + match.start("label"), line.start + match.start("name"), line.start + match.end("name")
    return None


def _headline_length(sheet: Sheet, line: Line) -> int:
    """How much of the line repeats the headline before the caption proper begins."""
    title = (sheet.title or "").strip()
    if len(title) > 12 and line.text.startswith(title) and len(line.text) > len(title):
        following = line.text[len(title) :]
        return len(title) if following[0] in " \u00a0.:-–" else 0
    return 0


def _caption_above(sheet: Sheet, above: Line) -> None:
    """A credit on a line of its own belongs to the caption above it, if that is short and not claimed."""
    if sheet.free(above.start, above.end) and len(above.text.split()) <= 45:
        sheet.claim("caption", above.start, above.end, " ".join(above.text.split()))


_INLINE = re.compile(r"\s[-–—]\s(?P<bracket>\((?P<inner>[^()\n]{3,80})\))")


def take_inline_captions(sheet: Sheet) -> None:
    """Captions inside running text: the sentence before " - (ANTARA FOTO/Nama)"."""
    for match in _INLINE.finditer(sheet.text):
        if photo_credit(match["inner"]) is None:
            continue
        floor = max(sheet.text.rfind("\n", 0, match.start()) + 1, match.start() - 500)
        before = sheet.text[floor : match.start()].rstrip(" .")
        ends = [m.end() for m in re.finditer(r"[.!?…][\"”’)]*\s+(?=[A-Z])", before)]
        start = floor + (ends[-1] if ends else 0)
        if start == floor and floor and sheet.text[floor - 1] != "\n":
            continue
        if sheet.free(start, match.end()):
            sheet.claim("caption", start, match.start(), " ".join(sheet.text[start : match.start()].split()))
            sheet.claim("caption_credit", match.start("bracket"), match.end(), match["inner"].strip())
            sheet.credit("photo", match.start("inner"), match.end("inner"))
