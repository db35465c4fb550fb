"""What every answer carries and every request must pass, whichever page or route it is for."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}
SAFE = {"GET", "HEAD", "OPTIONS"}


class Guards:
    """Refuses unknown hosts and writes that another site asks for; adds the security headers.

    A browser says where a request comes from (``Sec-Fetch-Site``, ``Origin``); a write from another site is refused
    whatever cookies come with it. Programs other than browsers send neither header and are left alone.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = set(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        refusal = None
        if "*" not in self.hosts and host_name(headers.get("host", "")) not in self.hosts:
            refusal = PlainTextResponse("This workbench does not answer to that host name.", 421)
        elif scope["method"] not in SAFE and foreign(headers):
            refusal = PlainTextResponse("A page of another site may not write here.", 403)
        await (refusal or self.app)(scope, receive, guarded)


def host_name(host: str) -> str:
    """A ``Host`` header without its port; IPv6 addresses keep their brackets."""
    return host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0].lower()


def foreign(headers: Headers) -> bool:
    """Whether a browser says that the request was made by a page of another origin."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
