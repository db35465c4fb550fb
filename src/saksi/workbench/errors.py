"""Errors as a sentence: a page for people, JSON for programs."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from saksi.record import Conflict, RecordError
from saksi.workbench.setting import bare


class Problem(BaseModel):
    """What is wrong, in a sentence."""

    detail: str


RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": told}
    for code, told in {
        400: "The request cannot be parsed.",
        401: "Log in or send a token first.",
        403: "The role does not suffice.",
        404: "There is no such thing in the record.",
        409: "Another coder was first.",
        422: "The request cannot be understood.",
    }.items()
}


def handle(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def unusable(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors()[:5])
        return _answer(request, 422, said, {})

    @app.exception_handler(RecordError)
    def impossible(request: Request, error: RecordError) -> Response:
        return _answer(request, 409 if isinstance(error, Conflict) else 422, str(error), {})


def _answer(request: Request, status: int, detail: str, headers: dict[str, str]) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status, headers=headers)
    here = bare(request)
    if 300 <= status < 400:
        return Response(status_code=status, headers=headers)
    page = here.page("error.html.j2", status, code=status, detail=detail)
    page.headers.update(headers)
    return page
