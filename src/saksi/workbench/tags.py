"""ETags on the REST API: whoever has the answer already is told so instead of being sent it again."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Tags:
    """Gives answers to reads under ``/api/`` an ETag, and 304 where ``If-None-Match`` names it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request (ASGI)."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def tagged(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            headers = MutableHeaders(scope=start)
            if start["status"] == 200:
                tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
                headers["ETag"] = tag
                if tag in (t.strip() for t in Headers(scope=scope).get("if-none-match", "").split(",")):
                    start["status"] = 304
                    body.clear()
                    del headers["content-length"]
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        await self.app(scope, receive, tagged)
