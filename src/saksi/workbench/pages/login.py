"""Logging in and out."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from saksi.workbench.accounts import SESSION, Accounts
from saksi.workbench.limits import Limit, Tries
from saksi.workbench.pages.preferences import own_address
from saksi.workbench.setting import COOKIE, Anyone

router = APIRouter()
BY_NAME, BY_CLIENT = Limit(5, 300), Limit(50, 300)


@router.get("/login")
def login_page(here: Anyone, back: str = "/") -> Response:
    """The form; whoever needs none is sent on."""
    if here.person is not None:
        return RedirectResponse(own_address(back), 303)
    return here.page("login.html.j2", back=own_address(back), refused="")


@router.post("/login")
def log_in(
    here: Anyone,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Open a session, unless name and password are wrong or were wrong too often."""
    state = here.request.app.state
    accounts: Accounts | None = state.accounts
    if accounts is None:
        return RedirectResponse("/", 303)
    tries: Tries = state.tries
    client = here.request.client.host if here.request.client else ""
    # Few tries for one name from one place, so that nobody can lock another out; more for all names from one place.
    own = f"{name}\0{client}"
    tried = tries.begin({own: BY_NAME, client: BY_CLIENT})
    if tried.wait > 0:
        page = here.page("login.html.j2", 429, back=own_address(back), refused="often", minutes=ceil(tried.wait / 60))
        page.headers["Retry-After"] = str(ceil(tried.wait))
        return page
    key = accounts.log_in(name, password)
    if key is None:
        return here.page("login.html.j2", 401, back=own_address(back), refused="wrong")
    tries.forgive(tried, own)
    answer = RedirectResponse(own_address(back), 303)
    secure = here.request.url.scheme == "https"
    lasts = int(SESSION.total_seconds())
    answer.set_cookie(COOKIE, key, max_age=lasts, httponly=True, samesite="lax", secure=secure)
    return answer


@router.post("/logout")
def log_out(here: Anyone) -> Response:
    """End the session."""
    accounts: Accounts | None = here.request.app.state.accounts
    if accounts is not None and COOKIE in here.request.cookies:
        accounts.log_out(here.request.cookies[COOKIE])
    answer = RedirectResponse("/login" if accounts else "/", 303)
    answer.delete_cookie(COOKIE)
    return answer
