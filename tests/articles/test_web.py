from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from saksi.articles import Unreadable, load
from saksi.articles.unreadable import Refusal
from saksi.articles.web import fetch
from saksi.report import Article

from .pages import BODY
from .test_documents import HTML


class Site(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def answer(self, body: bytes, kind: str, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def do_GET(self) -> None:
        page = HTML.encode()
        text = ("Jakarta, CNN Indonesia -- " + BODY + " “é”").encode("cp1252")
        if self.path == "/berita":
            self.answer(page, "text/html; charset=utf-8")
        elif self.path == "/salah":
            self.answer(page, "application/octet-stream")
        elif self.path == "/padat":
            self.answer(gzip.compress(page), "text/html", Content_Encoding="gzip")
        elif self.path == "/teks":
            self.answer(text, "text/plain; charset=windows-1252")
        elif self.path == "/bom":
            self.answer(gzip.compress(b"a" * 100_000_000, 9), "text/html", Content_Encoding="gzip")
        elif self.path == "/besar":
            self.answer(b"a" * 30_000_000, "text/html")
        elif self.path == "/rusak":
            self.answer(b"bukan gzip", "text/html", Content_Encoding="gzip")
        elif self.path == "/pindah":
            self.answer(b"", "text/html", 302, Location="/berita")
        elif self.path == "/putar":
            self.answer(b"", "text/html", 302, Location="/putar")
        elif self.path == "/berkas":
            self.answer(b"", "text/html", 302, Location="file:///etc/passwd")
        elif self.path == "/lambat":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                try:
                    self.wfile.write(b"a" * 10)
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
        else:
            self.answer(b"tiada", "text/html", 404)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.mark.parametrize("path", ["/berita", "/salah", "/padat", "/pindah"])
def test_page_is_fetched(site: str, path: str) -> None:
    (article,) = load(site + path)
    assert isinstance(article, Article)
    assert article.published == "2022-03-08"
    assert article.url == site + ("/berita" if path == "/pindah" else path)
    assert article.origin == site + path


def test_plain_text_in_the_announced_encoding(site: str) -> None:
    (article,) = load(site + "/teks")
    assert isinstance(article, Article)
    assert article.text.endswith("“é”")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/hilang", "404"),
        ("/bom", "larger than"),
        ("/besar", "larger than"),
        ("/rusak", "damaged"),
        ("/putar", "redirects more than"),
        ("/berkas", "redirects to something"),
    ],
)
def test_bad_answers(site: str, path: str, says: str) -> None:
    (item,) = load(site + path)
    assert isinstance(item, Unreadable)
    assert says in item.reason
    assert item.origin == site + path


def test_a_server_that_dawdles(site: str) -> None:
    with pytest.raises(Refusal, match="longer than"):
        fetch(site + "/lambat", seconds=0.5)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://contoh.id/a", "gopher://contoh.id", "data://a"])
def test_only_http_is_fetched(address: str) -> None:
    (item,) = load(address)
    assert isinstance(item, Unreadable)
    assert "only http and https" in item.reason


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/a", "http://[::1", "http://", "https://a b/"])
def test_addresses_that_cannot_be_reached(address: str) -> None:
    (item,) = load(address)
    assert isinstance(item, Unreadable)
