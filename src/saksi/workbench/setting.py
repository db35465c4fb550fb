"""What a page knows about its request: the record, who asks, in which language and light; and who may ask at all."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from starlette.responses import HTMLResponse

from saksi.export.labels import LANGUAGES
from saksi.workbench.accounts import Accounts, Person
from saksi.workbench.guards import SAFE
from saksi.workbench.interface import Interface, interface, preferred
from saksi.workbench.remembering import Remembered

if TYPE_CHECKING:
    from saksi.record import Record

THEMES = ("light", "dark")
COOKIE = "saksi-session"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(slots=True)
class Setting:
    """One request's surroundings; ``theme`` is empty where the machine's own preference counts.

    ``person`` is null only on pages that anyone may see.
    """

    request: Request
    record: Record
    words: Interface
    theme: str
    person: Person | None

    @property
    def name(self) -> str:
        """Whose work this is."""
        return self.person.name if self.person else ""

    def may(self, role: str) -> bool:
        """Whether whoever asks has ``role`` or a greater one."""
        return self.person is not None and self.person.may(role)

    @property
    def counted(self) -> Remembered:
        """Counts of the record that are remembered from page to page: ``here.counted(aggregates.types, filters)``."""
        counted: Remembered = self.request.app.state.counted
        return counted

    @property
    def address(self) -> str:
        """The path and query of the page."""
        url = self.request.url
        return url.path + (f"?{url.query}" if url.query else "")

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """The page of ``template``, which sees ``here``, ``w`` (interface words), ``L`` (labels) and the rest."""
        made = self.request.app.state.templates.render(
            template,
            {
                "here": self,
                "w": self.words,
                "L": self.words.labels,
                "lang": self.words.lang,
                "theme": self.theme,
                "path": self.request.url.path,
                "proof": self.person.proof if self.person else "",
                "accounts": self.request.app.state.accounts is not None,
                **context,
            },
        )
        return HTMLResponse(made, status)


def bare(request: Request, person: Person | None = None) -> Setting:
    """The surroundings of ``request``, whoever asks."""
    lang = request.cookies.get("saksi-lang", "")
    theme = request.cookies.get("saksi-theme", "")
    return Setting(
        request=request,
        record=request.app.state.record,
        words=interface(lang if lang in LANGUAGES else preferred(request.headers.get("accept-language", ""))),
        theme=theme if theme in THEMES else "",
        person=person,
    )


def who(request: Request) -> Person | None:
    """Whoever asks: without accounts the one coder, with them whom a bearer token or the session's cookie names."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        return Person(request.app.state.coder, "admin")
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return accounts.known(token.strip(), program=True)
    return accounts.known(request.cookies[COOKIE]) if COOKIE in request.cookies else None


async def proven(request: Request, person: Annotated[Person | None, Depends(who)]) -> Person | None:
    """``person``, once a write by a browser's session has brought that session's proof."""
    accounts = request.app.state.accounts
    by_cookie = COOKIE in request.cookies and "authorization" not in request.headers
    if person is not None and accounts is not None and by_cookie and request.method not in SAFE:
        given = request.headers.get("x-saksi-proof", "")
        if not given and request.headers.get("content-type", "").startswith(_FORMS):
            given = str((await request.form()).get("proof", ""))
        if not hmac.compare_digest(given.encode("utf-8", "replace"), person.proof.encode()):
            raise HTTPException(403, "This form is out of date; load the page again.")
    return person


def anyone(request: Request, person: Annotated[Person | None, Depends(proven)]) -> Setting:
    """The surroundings of a page that needs no account."""
    return bare(request, person)


def needs(role: str) -> Callable[..., Setting]:
    """A dependency that lets those through who have ``role`` or a greater one, and sends others to log in."""

    def allowed(here: Annotated[Setting, Depends(anyone)]) -> Setting:
        if here.may(role):
            return here
        if here.person is not None:
            raise HTTPException(403, f"This needs the role of {role}; {here.person.name} is {here.person.role}.")
        if here.request.url.path.startswith("/api/"):
            raise HTTPException(401, "Log in or send a token first.", {"WWW-Authenticate": "Bearer"})
        back = here.address if here.request.method in SAFE else "/"
        raise HTTPException(303, "Log in first.", {"Location": f"/login?back={quote(back)}"})

    return allowed


Anyone = Annotated[Setting, Depends(anyone)]
Here = Annotated[Setting, Depends(needs("reader"))]
Coding = Annotated[Setting, Depends(needs("coder"))]
Editing = Annotated[Setting, Depends(needs("editor"))]
Ruling = Annotated[Setting, Depends(needs("admin"))]
