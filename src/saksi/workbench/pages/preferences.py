"""Language and light, kept in the browser's cookies."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from saksi.export.labels import LANGUAGES
from saksi.workbench.setting import THEMES, Anyone

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.post("/preferences")
def preferences(
    here: Anyone,
    lang: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Keep what was chosen and go back to the page it was chosen on."""
    answer = RedirectResponse(own_address(back), 303)
    for name, value, known in (("saksi-lang", lang, LANGUAGES), ("saksi-theme", theme, THEMES)):
        if value in known:
            answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")
    return answer


def own_address(address: str) -> str:
    """``address`` if it is a path of this workbench, else the first page: no way out to another site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    own = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() and "\\" not in address else "/"
