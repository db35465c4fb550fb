"""Puts the workbench together: pages, REST API, static files and the guards around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from saksi import __version__
from saksi.workbench import api, errors, statics
from saksi.workbench.accounts import Accounts
from saksi.workbench.guards import Guards
from saksi.workbench.limits import Tries
from saksi.workbench.pages import ROUTERS
from saksi.workbench.reading import Reading
from saksi.workbench.remembering import Remembered
from saksi.workbench.rendering import Templates
from saksi.workbench.tags import Tags

if TYPE_CHECKING:
    from saksi.record import Record

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create(record: Record, *, auth: bool = False, hosts: Sequence[str] = LOOPBACK, coder: str = "local") -> FastAPI:
    """The workbench over ``record``, as an ASGI application.

    With ``auth`` everybody logs in with an account of the record's; without it there is one coder who may do all.

    ``hosts`` are the names it answers to: any other ``Host`` header is refused, so that a page elsewhere cannot reach a
    workbench on loopback through a name of its own (DNS rebinding). ``coder`` names whoever works without an account.
    """
    app = FastAPI(
        title="Saksi",
        version=__version__,
        summary="Who did what to whom in Indonesian news, and according to whom.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.record = record
    app.state.coder = coder
    app.state.accounts = Accounts(record) if auth else None
    app.state.tries = Tries(record)
    app.state.counted = Remembered(record)
    app.state.reading = Reading()
    app.state.statics = statics.load()
    app.state.templates = Templates(app.state.statics)
    for router in (statics.router, *ROUTERS):
        app.include_router(router, include_in_schema=False)
    for router in api.ROUTERS:
        app.include_router(router, responses=errors.RESPONSES)
    errors.handle(app)
    app.add_middleware(Tags)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guards, hosts=tuple(hosts))
    return app
