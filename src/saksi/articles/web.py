"""Fetching one page that the user names: the only thing Saksi ever fetches."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass
from typing import Any

from saksi.articles.unreadable import Refusal, size

_MOST_BYTES = 20_000_000
_REDIRECTS = 5
_SECONDS = 30.0
_CONNECT_SECONDS = 10.0
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, the media type and encoding announced, the address after redirects."""

    data: bytes
    media_type: str
    charset: str | None
    url: str


def is_address(source: str) -> bool:
    """Whether a source is an address (any scheme, though only http and https are fetched) rather than a path."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://", source) is not None


def charset_of(content_type: str) -> str | None:
    """The encoding that a Content-Type header announces, or null."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def fetch(address: str, *, seconds: float = _SECONDS, most_bytes: int = _MOST_BYTES) -> Fetched:
    """Fetch an http or https address within limits of time, size and redirects. Raises ``Refusal``."""
    scheme = address.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise Refusal(f"only http and https addresses are fetched, not {scheme}")
    import httpx

    from saksi import __version__

    deadline = time.monotonic() + seconds
    headers = {
        "User-Agent": f"saksi/{__version__}",
        "Accept-Encoding": "gzip, deflate",
        "Accept": "text/html, */*;q=0.5",
    }
    timeout = httpx.Timeout(min(seconds, _CONNECT_SECONDS))
    try:
        with (
            httpx.Client(headers=headers, timeout=timeout, follow_redirects=True, max_redirects=_REDIRECTS) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.status_code >= 400:
                raise Refusal(f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip())
            data = _body(answer, deadline, seconds, most_bytes)
            announced = answer.headers.get("content-type", "")
            kind = announced.split(";")[0].strip().lower()
            return Fetched(data, kind, charset_of(announced), str(answer.url))
    except httpx.TooManyRedirects:
        raise Refusal(f"the address redirects more than {_REDIRECTS} times") from None
    except httpx.UnsupportedProtocol:
        raise Refusal("the address redirects to something that is neither http nor https") from None
    except httpx.TimeoutException:
        raise Refusal(f"the server did not answer within {timeout.connect:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(f"the address cannot be fetched ({str(error)[:100] or type(error).__name__})") from None


def _body(answer: Any, deadline: float, seconds: float, most_bytes: int) -> bytes:
    """The answer's bytes, unpacked piece by piece so that a small compressed answer cannot swell without limit."""
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise Refusal(f"the server compressed its answer as {coding[:20]}, which was not asked for")
    unpack = zlib.decompressobj(47) if coding not in ("identity", "") else None
    data = bytearray()
    for raw in answer.iter_raw(65536):
        if time.monotonic() > deadline:
            raise Refusal(f"the server took longer than {seconds:g} seconds")
        try:
            data += unpack.decompress(raw, most_bytes + 1) if unpack else raw
        except zlib.error:
            raise Refusal("the server's compressed answer is damaged") from None
        if len(data) > most_bytes:
            raise Refusal(f"the answer is larger than {size(most_bytes)} bytes")
    return bytes(data)
