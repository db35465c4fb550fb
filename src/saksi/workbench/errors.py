"""Errors as a sentence: a page for people, JSON for programs."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from saksi.workbench.setting import bare


def handle(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def unusable(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors()[:5])
        return _answer(request, 422, said, {})


def _answer(request: Request, status: int, detail: str, headers: dict[str, str]) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status, headers=headers)
    here = bare(request)
    if 300 <= status < 400:
        return Response(status_code=status, headers=headers)
    page = here.page("error.html.j2", status, code=status, detail=detail)
    page.headers.update(headers)
    return page
