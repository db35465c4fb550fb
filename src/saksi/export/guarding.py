"""Cells of tables that a spreadsheet may open: nothing in them is taken for a formula, and each is one line."""

from __future__ import annotations

import re

from saksi.export.visible import one_line

# What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), full-width forms included, and the guard.
_STARTS = tuple("=+-@'＝＋－＠")


def guarded(text: str) -> str:
    """``text`` on one line, its control characters visible, behind an apostrophe where it could start a formula."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_STARTS) else line


def unguarded(cell: str) -> str:
    """The text of a guarded cell."""
    return cell[1:] if cell.startswith("'") else cell


def joined(values: list[str]) -> str:
    r"""Values in one cell, parted by ``"; "``; a semicolon or backslash inside a value has a backslash before it."""
    cell = "; ".join(one_line(v).replace("\\", "\\\\").replace(";", "\\;") for v in values)
    return f"'{cell}" if cell.startswith(_STARTS) else cell


def parted(cell: str) -> list[str]:
    """The values of a cell that ``joined`` wrote."""
    text = unguarded(cell)
    found = [""] if text else []
    for piece in re.findall(r"\\.|; |.", text, re.DOTALL):
        if piece == "; ":
            found.append("")
        else:
            found[-1] += piece[-1]
    return found
