"""Article text is hostile input: characters that act on a terminal or turn text around are made visible."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_CONTROL_PICTURES = 0x2400
_REPLACEMENT = "\ufffd"


def _table() -> dict[int, str]:
    table = {code: chr(_CONTROL_PICTURES + code) for code in range(0x20)}
    table[0x7F] = "\u2421"
    table |= dict.fromkeys(range(128, 160), _REPLACEMENT)
    # Bidirectional controls can make a quotation read backwards; lone surrogates cannot be written as UTF-8.
    bidi = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    table |= dict.fromkeys(bidi, _REPLACEMENT)
    table |= dict.fromkeys(range(55296, 57344), _REPLACEMENT)
    table |= {ord(c): " " for c in "\t\r\x0b\x0c\x85\u2028\u2029"}
    return table


_VISIBLE = _table()
del _VISIBLE[ord("\n")]


def visible(text: str) -> str:
    """``text`` with every control character shown instead of obeyed: same length, so spans still hold.

    C0 controls become control pictures (ESC is shown as a small "ESC"), C1, bidirectional controls and lone
    surrogates the replacement character; other white space becomes a space; newlines stay.
    """
    return text if text.isprintable() else text.translate(_VISIBLE)  # nothing printable is in the table


def one_line(text: str) -> str:
    """``visible`` text on one line, with runs of white space as one space."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join(visible(text).split())


def clip(text: str, width: int) -> str:
    """``text`` on one line, cut to ``width`` characters with an ellipsis, never inside a combining sequence."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = max(width - 1, 1)
    while cut > 1 and unicodedata.combining(line[cut]):
        cut -= 1
    return line[:cut].rstrip() + "…"


_ACTING = re.compile(
    f"[{''.join(re.escape(chr(code)) for code in _VISIBLE if code > 0x7E and not 0xD800 <= code < 0xE000)}]"
)


def json_line(value: Any) -> str:
    """``value`` as JSON on one line, with letters as they are and what acts on a terminal as ``\\u`` escapes."""
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)) + "\n"
