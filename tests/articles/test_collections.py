"""Collections: compressed files, archives, crawls, feeds, Parquet; and what hostile ones do."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from saksi.articles import Unreadable, load
from saksi.articles.meter import Meter
from saksi.articles.sources import find
from saksi.report import Article

from .pages import BODY

STORY = "Jakarta, CNN Indonesia -- " + BODY
LINE = json.dumps({"id": "a", "text": STORY}) + "\n"
PAGE = f"<html><head><title>Judul</title></head><body><article><p>{BODY}</p></article></body></html>"


def found(source: object, **options: object) -> tuple[list[Article], list[Unreadable]]:
    items = list(load(source, **options))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Unreadable)]


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def zstd(data: bytes) -> bytes:
    packed: bytes = pyarrow.compress(data, codec="zstd", asbytes=True)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd,
}


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files_are_read_as_what_they_hold(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    (tmp_path / f"a.jsonl{ending}").write_bytes(pack((LINE * 3).encode()) + (pack(LINE.encode()) * (ending == ".gz")))
    (tmp_path / f"b.txt{ending}").write_bytes(pack(STORY.encode()))
    articles, problems = found(tmp_path)
    assert problems == []
    assert [a.id for a in articles] == ["a", "a-2", "a-3", *["a-4"] * (ending == ".gz"), "b"]
    assert {a.text for a in articles} == {STORY}


@pytest.mark.parametrize("ending", PACKERS)
def test_damaged_compressed_files_say_so_and_keep_what_came_before(tmp_path: Path, ending: str) -> None:
    lines = "".join(json.dumps({"id": f"a{n}", "text": f"{STORY} {n * 7919}"}) + "\n" for n in range(2000))
    data = PACKERS[ending](lines.encode())
    (tmp_path / f"a.jsonl{ending}").write_bytes(data[: len(data) * 3 // 4])
    articles, problems = found(tmp_path / f"a.jsonl{ending}")
    assert problems
    assert "damaged" in problems[-1].reason or "JSON" in problems[-1].reason
    assert ending == ".bz2" or articles
    (tmp_path / f"b.jsonl{ending}").write_bytes(LINE.encode())
    assert "compressed" in found(tmp_path / f"b.jsonl{ending}")[1][0].reason


def test_zip_and_tar_archives_give_their_members_in_order(tmp_path: Path) -> None:
    files = {
        "berita/a.txt": STORY.encode(),
        "berita/b.jsonl": LINE.encode(),
        "gambar.png": b"\x89PNG",
        "__MACOSX/._a.txt": b"junk",
        ".hidden.txt": b"junk",
        "c.jsonl.gz": gzip.compress(LINE.encode()),
    }
    paths = [zipped(tmp_path / "a.zip", files), tarred(tmp_path / "a.tar", files)]
    paths += [tarred(tmp_path / f"a{end}", files, f"w:{how}") for end, how in ((".tgz", "gz"), (".tar.xz", "xz"))]
    for path in paths:
        articles, problems = found(path)
        assert problems == [], path
        assert [a.id for a in articles] == ["a", "a-2", "a-3"]
        assert articles[0].origin == f"{path}: berita/a.txt"


@pytest.mark.parametrize("maker", [zipped, tarred])
def test_member_names_are_only_names(tmp_path: Path, maker: Callable[..., Path]) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    path = maker(inner / ("a.zip" if maker is zipped else "a.tar"), {"../../x.txt": STORY.encode(), "/etc/y.txt": b""})
    articles, problems = found(path)
    assert [a.id for a in articles] == ["x"]
    assert "empty" in problems[0].reason
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted([path.name, "inner"])


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(STORY, encoding="utf-8")
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "l.txt"), (tarfile.LNKTYPE, "h.txt"), (tarfile.CHRTYPE, "d.txt")):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, str(secret)
            archive.addfile(entry)
    articles, problems = found(path)
    assert articles == []
    assert "holds no file" in problems[0].reason


@pytest.mark.parametrize("ending", [".zip", ".jsonl.gz", ".jsonl.xz", ".jsonl.zst", ".tar.gz"])
def test_a_bomb_is_given_up_early(tmp_path: Path, ending: str) -> None:
    blank = b" " * 999_999 + b"\n"
    path = tmp_path / f"bom{ending}"
    count = 400
    if ending == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.jsonl", "w") as member:
            for _ in range(count):
                member.write(blank)
    elif ending == ".tar.gz":
        tarred(path, {"a.jsonl": blank * count}, "w:gz")
    else:
        path.write_bytes(PACKERS[path.suffix](blank * count))
    articles, problems = found(path)
    assert articles == []
    assert "200 times" in problems[-1].reason


def test_archives_inside_archives_are_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": STORY.encode()})
    outer = zipped(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes(), "b.txt": STORY.encode()})
    articles, problems = found(outer)
    assert [a.id for a in articles] == ["b"]
    assert "inside an archive" in problems[0].reason
    (tmp_path / "c.jsonl.gz.gz").write_bytes(gzip.compress(gzip.compress(LINE.encode())))
    assert "twice" in found(tmp_path / "c.jsonl.gz.gz")[1][0].reason
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(gzip.compress(LINE.encode())))
    assert "gzip" in found(tmp_path / "d.jsonl.gz")[1][0].reason


def test_damaged_and_locked_archives(tmp_path: Path) -> None:
    good = zipped(tmp_path / "a.zip", {"a.txt": STORY.encode() * 9, "b.txt": STORY.encode()}, zipfile.ZIP_STORED)
    data = bytearray(good.read_bytes())
    (tmp_path / "short.zip").write_bytes(data[:-30])
    assert "damaged" in found(tmp_path / "short.zip")[1][0].reason
    data[200] ^= 0xFF  # inside the first member: its checksum no longer fits
    (tmp_path / "flip.zip").write_bytes(data)
    articles, problems = found(tmp_path / "flip.zip")
    assert [a.id for a in articles] == ["b"]
    assert "unpacked" in problems[0].reason
    tar = tarred(tmp_path / "a.tar", {"a.txt": STORY.encode(), "b.txt": STORY.encode() * 50})
    tar.write_bytes(tar.read_bytes()[:6000])
    articles, problems = found(tar)
    assert [a.id for a in articles][:1] == ["a"]
    assert problems
    locked = bytearray(good.read_bytes())
    for place in range(len(locked) - 4):
        if bytes(locked[place : place + 4]) in (b"PK\x01\x02", b"PK\x03\x04"):
            locked[place + (8 if locked[place + 2] == 1 else 6)] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    assert "encrypted" in found(tmp_path / "locked.zip")[1][0].reason


def crawl(path: Path, records: list[tuple[str, str, str, bytes]], *, packed: bool = True) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for kind, url, media, data in records:
            status = url.partition("#")[2] or "200 OK"
            headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, kind, payload=io.BytesIO(data), http_headers=headers if kind == "response" else None
            )
            writer.write_record(record)
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    records = [
        ("response", "https://kabar.example/berita/serangan-baru.html", "text/html; charset=utf-8", PAGE.encode()),
        ("response", "https://kabar.example/foto.png", "image/png", b"\x89PNG"),
        ("response", "https://kabar.example/hilang#404 Not Found", "text/html", PAGE.encode()),
        ("metadata", "https://kabar.example/berita/serangan-baru.html", "text/html", PAGE.encode()),
        ("response", "https://kabar.example/menu", "text/html", b"<html><body><nav>Menu</nav></body></html>"),
        ("response", "https://kabar.example/besar", "text/html", b"<html>" + b"x" * 5_100_000),
        ("response", "https://kabar.example/akhir", "text/html", PAGE.encode()),
    ]
    path = crawl(tmp_path / ("a.warc.gz" if packed else "a.warc"), records, packed=packed)
    articles, problems = found(path)
    assert [(a.id, a.url) for a in articles] == [
        ("serangan-baru", "https://kabar.example/berita/serangan-baru.html"),
        ("akhir", "https://kabar.example/akhir"),
    ]
    assert articles[0].published is None, "the day of the crawl is no day of publication"
    assert [("no article" in p.reason, "more than" in p.reason) for p in problems] == [(True, False), (False, True)]
    assert f"{path}, record 6" in str(problems[1])


def test_a_crawl_in_one_gzip_and_one_that_breaks_off(tmp_path: Path) -> None:
    page = ("response", "https://kabar.example/a", "text/html", PAGE.encode())
    plain = crawl(tmp_path / "a.warc", [page] * 3, packed=False).read_bytes()
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(plain))
    assert len(found(tmp_path / "whole.warc.gz")[0]) == 3
    (tmp_path / "cut.warc.gz").write_bytes(gzip.compress(plain)[:-200])
    articles, problems = found(tmp_path / "cut.warc.gz")
    assert problems
    (tmp_path / "junk.warc").write_bytes(plain + b"WARC/9.9 \x1b[31m nonsense\r\n\r\n" * 3)
    articles, problems = found(tmp_path / "junk.warc")
    assert len(articles) == 3
    (tmp_path / "none.warc").write_bytes(b"\x00\x01" * 5000)
    assert found(tmp_path / "none.warc")[1]


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kabar Uji</title>
<item><title>Serangan &amp;amp; balasan</title><link>https://kabar.example/1</link><guid>kabar-1</guid>
<pubDate>Tue, 03 Sep 2024 01:00:00 +0700</pubDate><description>Ringkas.</description>
<content:encoded><![CDATA[<p>{body}</p><script>alert(1)</script><p>Penutup berita.</p>]]></content:encoded></item>
<item><title>Kosong</title><link>https://kabar.example/2</link></item>
<item><title>Ketiga</title><description>{body}</description><pubDate>kemarin</pubDate></item></channel></rss>"""


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(FEED.replace("{body}", BODY), encoding="utf-8")
    articles, problems = found(tmp_path / "a.rss")
    first, third = articles
    assert (first.id, first.url, first.outlet) == ("kabar-1", "https://kabar.example/1", "Kabar Uji")
    assert first.title == "Serangan & balasan"
    assert first.published == "2024-09-03", "the day in the feed's own time zone"
    assert first.text.endswith("\nPenutup berita.")
    assert "alert" not in first.text
    assert (third.id, third.published) == ("a-3", None)
    assert "entry 2" in str(problems[0])


def test_an_atom_feed_without_a_telling_name(tmp_path: Path) -> None:
    (tmp_path / "umpan").write_text(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><entry><id>x</id><title>T</title>'
        f"<published>2024-09-03T00:30:00+07:00</published><content>{BODY}</content></entry></feed>",
        encoding="utf-8",
    )
    ((article,), _) = found(tmp_path / "umpan")
    assert (article.id, article.published) == ("x", "2024-09-03")


def test_hostile_feeds(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]><rss><channel><item>&l9;</item></channel></rss>'
    )
    secret = tmp_path / "secret"
    secret.write_text("rahasia negara", encoding="utf-8")
    outside = FEED.replace("{body}", BODY + " &x;").replace(
        "<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss', 1
    )
    for name, text in (("bomb.rss", bomb), ("outside.rss", outside), ("deep.rss", "<rss>" + "<item>" * 50_000)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        articles, problems = found(tmp_path / name)
        assert problems, name
        assert not any("rahasia" in a.text for a in articles)
    (tmp_path / "peta.xml").write_text("<?xml version='1.0'?><urlset><url>x</url></urlset>", encoding="utf-8")
    assert "no entry" in found(tmp_path / "peta.xml")[1][0].reason


def test_a_parquet_file_gives_its_rows(tmp_path: Path) -> None:
    import datetime

    columns = {
        "ID": [1, 2, 3],
        "Text": [STORY, None, STORY],
        "published": [datetime.date(2024, 9, 3), None, datetime.date(2024, 9, 4)],
        "more": [[1], [2], [3]],
    }
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    articles, problems = found(tmp_path / "a.parquet")
    assert [(a.id, a.published) for a in articles] == [("1", "2024-09-03"), ("3", "2024-09-04")]
    assert [str(p) for p in problems] == [f'{tmp_path / "a.parquet"}, row 2: the record has no "text" field']
    data = (tmp_path / "a.parquet").read_bytes()
    assert len(found("-", stdin=io.BytesIO(data))[0]) == 2
    assert len(found(zipped(tmp_path / "a.zip", {"a.parquet": data}))[0]) == 2


def test_damaged_parquet_files(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"text": [f"{STORY} {n}" for n in range(500)]}), tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    for name, broken in (("cut", data[:-9]), ("holes", data[:50] + b"\xff" * 300 + data[350:]), ("none", b"PAR1" * 9)):
        (tmp_path / f"{name}.parquet").write_bytes(broken)
        _, problems = found(tmp_path / f"{name}.parquet")
        assert problems, name
    parquet.write_table(pyarrow.table({"isi": ["x"]}), tmp_path / "b.parquet")
    assert 'no column "text" (it names: isi)' in found(tmp_path / "b.parquet")[1][0].reason


def test_standard_input_may_be_any_of_them(tmp_path: Path) -> None:
    empty = "<item><title>Kosong</title><link>https://kabar.example/2</link></item>"
    sources = [
        gzip.compress(LINE.encode()),
        zipped(tmp_path / "a.zip", {"a.txt": STORY.encode()}).read_bytes(),
        tarred(tmp_path / "a.tar", {"a.txt": STORY.encode()}).read_bytes(),
        tarred(tmp_path / "b.tar.gz", {"a.txt": STORY.encode()}, "w:gz").read_bytes(),
        crawl(tmp_path / "a.warc.gz", [("response", "http://k.example/a", "text/html", PAGE.encode())]).read_bytes(),
        FEED.replace("{body}", BODY).replace(empty, "").encode(),
    ]
    for data in sources:
        articles, problems = found("-", stdin=io.BytesIO(data))
        assert articles
        assert problems == []


def test_globs(tmp_path: Path) -> None:
    (tmp_path / "2024" / "09").mkdir(parents=True)
    for name in ("2024/a.txt", "2024/09/b.txt", "2024/09/c.csv"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    assert [a.id for a in found(f"{tmp_path}/**/*.txt")[0]] == ["b", "a"]
    assert [a.id for a in found(f"{tmp_path}/2024/09/[ab].*")[0]] == ["b"]
    assert [a.id for a in found(f"{tmp_path}/**")[0]] == ["b", "a"]
    (tmp_path / "[x].txt").write_text(STORY, encoding="utf-8")
    assert [a.id for a in found(tmp_path / "[x].txt")[0]] == ["[x]"]
    assert "no such file" in found(f"{tmp_path}/*.warc")[1][0].reason


def test_the_meter_counts_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(LINE * 5000, encoding="utf-8")
    meter = Meter()
    items = find(path, meter=meter)
    next(items)
    assert 0 < meter.done < path.stat().st_size / 2, "it is read as it is needed"
    assert len(list(items)) == 4999
    assert meter.done == path.stat().st_size
