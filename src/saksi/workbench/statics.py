"""Style sheets, scripts and pictures: our own, and those of the installed packages that bring theirs.

Their address holds a digest of all of them, so that a browser may keep them for ever and modules may import each other
by relative name.
"""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from saksi.export.html import asset, colours

router = APIRouter()
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}


@dataclass(frozen=True, slots=True)
class Statics:
    """The files by name; ``version`` is a digest of all of them."""

    contents: dict[str, bytes]
    version: str

    def address(self, name: str) -> str:
        """Where a page finds the file; raises ``KeyError`` for one that is not there."""
        if name not in self.contents:
            raise KeyError(f"there is no static file {name!r}")
        return f"/static/{self.version}/{name}"


def load() -> Statics:
    """The files under ``static/``, and what the exports' page shares: colours, look and script of a report."""
    found = {
        path.name: path.read_bytes()
        for path in files("saksi.workbench").joinpath("static").iterdir()
        if not path.name.startswith(".") and path.is_file()
    }
    shared = {"colours.css": colours(), "report.css": asset("page.css"), "report.js": asset("report.js")}
    found |= {name: text.encode() for name, text in shared.items()}
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(name.encode() + b"\0" + found[name])
    return Statics(found, digest.hexdigest()[:12])


@router.get("/static/{version}/{name}")
def static(request: Request, version: str, name: str) -> Response:
    """One file; any version is answered with today's content, only the current one may be kept."""
    statics: Statics = request.app.state.statics
    content = statics.contents.get(name)
    if content is None:
        return PlainTextResponse("There is no such file.", 404)
    suffix = "." + name.rpartition(".")[2]
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    keep = "public, max-age=31536000, immutable" if version == statics.version else "no-store"
    return Response(content, media_type=kind, headers={"Cache-Control": keep})
