"""Links to other articles that stand among the paragraphs: "Baca juga: ...", "Simak juga Video '...'", "[Gambas:...]".

On a line of its own a link ends with the line. Inside running text its end is told by an opening quotation mark, by a
word that opens sentences, by a full stop, or by a name the article knows; where nothing tells it, nothing is taken out.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from saksi.articles.data import table
from saksi.articles.sheet import Sheet, name_like

_TOKEN = re.compile(r"\S+")
_MOST = 500  # links in one article; a text of nothing else must not take minutes
_LONGEST = 230  # characters of a headline
_OPEN_QUOTE = "\"“'‘"
_BARE = re.compile(r"\W+")
_AFFIXED = re.compile(r"(?:Ke|Pe|Per|Pem|Pen|Peng|Peny)[a-z]{4,}an(?:nya)?$")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("page")[name])


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in table("page")["read_also"])
    caps = r"ADVERTISEMENT(?:\s+SCROLL TO CONTINUE WITH CONTENT)?|SCROLL TO CONTINUE WITH CONTENT"
    # Every link begins with a capital or a bracket: one cheap look ahead spares the rest nearly everywhere.
    initials = "".join(sorted({label[0].upper() for label in table("page")["read_also"]} | set("AST")))
    return re.compile(
        rf"(?=[{initials}\[])(?<![^\s(\[.!?\"”*>])(?:(?P<caps>{caps})|(?P<box>\[(?:Gambas|GAMBAS)\s*:[^\]\n]{{1,120}}\])"
        r"|(?P<video>(?:Simak|Tonton|Lihat|Saksikan)(?:\s+[Jj]uga|\s+[Pp]ula)?\s+[Vv]ideo\b\s*:?)"
        rf"|(?P<label>(?i:{labels})\b[ \t]*(?P<colon>[:：])?))"
    )


@cache
def _other_label() -> re.Pattern[str]:
    """Another link or a credit, which ends a headline."""
    return re.compile(rf"{_label().pattern}|\(?(?i:editor|penulis|reporter|pewarta|sumber)\s*:")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"\s*['\"“‘][^\n]{5,160}?['\"”’](?:\s*(?:di sini|berikut ini|di bawah ini))?\s*:?(?=\s|$)")


def take_links(sheet: Sheet) -> None:
    """Claim every link whose end can be told."""
    for match in itertools.islice(_label().finditer(sheet.text), _MOST):
        if not sheet.free(match.start(), match.end()):
            continue
        if match["caps"] or match["box"]:
            sheet.claim("boilerplate", match.start(), match.end())
        elif match["video"]:
            _take_video(sheet, match)
        else:
            _take_link(sheet, match)


def _line_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def _take_video(sheet: Sheet, match: re.Match[str]) -> None:
    quoted = _quoted().match(sheet.text, match.end())
    if quoted:
        sheet.claim("read_also", match.start(), quoted.end())
        return
    first, last = _line_bounds(sheet.text, match.start(), match.end())
    alone = not sheet.text[first : match.start()].strip()
    if alone and last - match.end() <= _LONGEST and match.group().rstrip().endswith(":"):
        sheet.claim("read_also", match.start(), last)


def _take_link(sheet: Sheet, match: re.Match[str]) -> None:
    text = sheet.text
    first, last = _line_bounds(text, match.start(), match.end())
    alone = not text[first : match.start()].strip(" \t\u00a0*>-–•([")
    rest = text[match.end() : last].strip()
    bracket = text[match.start() - 1] if match.start() else ""
    if bracket and bracket in "([" and match["colon"]:
        close = text.find(")" if bracket == "(" else "]", match.end(), match.end() + _LONGEST)
        if close >= 0:
            sheet.claim("read_also", match.start() - 1, close + 1, text[match.end() : close].strip())
            return
    if not rest:
        if alone:
            sheet.claim("read_also", match.start(), match.end())
            _take_list(sheet, last)
        return
    if not match["colon"]:
        _take_bare_label(sheet, match, last if alone else None, rest)
        return
    end = headline_end(text, match.end(), last)
    if end is None and alone and len(rest) <= _LONGEST:
        end = last
    if end is not None:
        sheet.claim("read_also", match.start(), end, " ".join(text[match.end() : end].split()))


def _take_bare_label(sheet: Sheet, match: re.Match[str], last: int | None, rest: str) -> None:
    """ "Baca Juga" whose link was lost: only the label goes, and only where a sentence ended before it."""
    capital = match.group().split()[-1][0].isupper()
    before = sheet.text[: match.start()].rstrip()[-1:]
    if last is not None and len(rest) <= _LONGEST and rest[-1] not in '.!?"”':
        sheet.claim("read_also", match.start(), last, rest)
    elif capital and (not before or before in ".!?…\"”')*") and (rest[0].isupper() or rest[0] in _OPEN_QUOTE):
        sheet.claim("read_also", match.start(), match.end())


def _take_list(sheet: Sheet, at: int) -> None:
    """Headlines listed under a label of their own line: short lines without a full stop, five at most."""
    taken = 0
    for line in sheet.lines:
        if line.start < at:
            continue
        bulleted = line.text[0] in "-–•*▪►»0123456789"
        headline = len(line.text) <= 160 and line.text[-1] not in '.!?"”:,' and len(line.text.split()) >= 3
        title_case = sum(w[0].isupper() for w in line.text.split()) >= 0.6 * len(line.text.split())
        if taken >= 5 or not headline or not (bulleted or title_case):
            return
        sheet.claim("read_also", line.start, line.end, line.text.strip("-–•*▪►» "))
        taken += 1


def headline_end(text: str, start: int, stop: int) -> int | None:
    """Where the headline that begins at ``start`` ends within running text, or null when nothing tells.

    Headlines write nearly every word with a capital. The first other small word belongs to the next sentence, which
    begins at an opening quotation mark, behind a full stop, at a sentence opener, or at a name known to the text.
    """
    tokens = list(_TOKEN.finditer(text, start, min(stop, start + _LONGEST + 60)))
    small = next((i for i, t in enumerate(tokens) if i and _is_small(t.group())), None)
    again = next((i for i, t in enumerate(tokens[:small]) if i and _other_label().match(text, t.start())), None)
    if again is not None:
        return tokens[again].start()
    if small is None:
        return stop if stop - start <= _LONGEST else None
    if small < 3:
        return None
    for index in range(small, 2, -1):
        if tokens[index].group()[0] in '"“' and not _closes(tokens, index, small):
            return tokens[index].start()
    candidates = [i for i in range(3, small) if _opens(tokens, i)]
    best = candidates[-1] if candidates else _known_name(text, tokens, small, start)
    # No headline ends in "dan" or "di": the sentence must have begun before it, and where is not told.
    if best is None or tokens[best - 1].group() in _words("small_words") or tokens[best].start() - start > _LONGEST:
        return None
    return tokens[best].start()


def _is_small(word: str) -> bool:
    """A word that a headline would have written with a capital."""
    bare = _BARE.sub("", word)
    return bool(bare) and bare[0].islower() and bare not in _words("small_words")


def _closes(tokens: list[re.Match[str]], opened: int, before: int) -> bool:
    return any(t.group().rstrip(".,;:!?")[-1:] in '"”' for t in tokens[opened + 1 : before])


def _opens(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether a sentence begins with this token: it is a known opener, or stands behind a full stop."""
    word, before = tokens[index].group(), tokens[index - 1].group()
    if not word[0].isupper() and word[0] not in _OPEN_QUOTE:
        return False
    if before[-1] in ".!?…" and before.rstrip(".!?…").casefold() not in _words("abbreviations") and len(before) > 2:
        return True
    # Headlines use most openers too ("Usai", "Hasil"): those count when small letters or a comma follow.
    following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
    bare = _BARE.sub("", word).casefold()
    if bare in _words("sure_openers"):
        return word[0].isupper()
    opener = bare in _words("openers") or bare.endswith("nya")
    return opener and word[0].isupper() and (following[:1].islower() or word[-1] == ",")


def _known_name(text: str, tokens: list[re.Match[str]], small: int, start: int) -> int | None:
    """The last word before the small one, when the article elsewhere shows that a sentence can begin with it."""
    index = small - 1
    word = tokens[index].group()
    if not word[0].isupper() or not name_like(word, 1) or index < 3:
        return None
    elsewhere = text[:start] + "\n" + text[tokens[small].start() :]
    while index > 3:
        before = tokens[index - 1].group()
        if not before[0].isupper() or not re.search(
            rf"\b{re.escape(before)}\s+{re.escape(tokens[index].group())}\b", elsewhere
        ):
            break
        index -= 1
    if _BARE.sub("", tokens[index - 1].group()).casefold() in _words("offices") and index == small - 1:
        return None
    if index < small - 1:
        return index
    # A noun with an affix around it is a common one even where the article does not repeat it.
    common = _AFFIXED.match(word) or re.search(rf"(?<![A-Za-z-]){re.escape(word.casefold())}(?!\w)", elsewhere)
    alone = re.search(rf"(?:[a-z,.\"”“]\s+|\n){re.escape(word)}(?!\w|\s+[A-Z(])", elsewhere)
    return index if common or alone else None
