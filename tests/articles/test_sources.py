from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest

from saksi.articles import BadDate, Unreadable, load
from saksi.report import Article

from .pages import BODY

STORY = "Jakarta, CNN Indonesia -- " + BODY


def articles(source: object, **options: object) -> list[Article]:
    items = list(load(source, **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Article) for item in items), [str(item) for item in items]
    return items  # type: ignore[return-value]


def refused(source: object, **options: object) -> Unreadable:
    (item,) = load(source, **options)  # type: ignore[arg-type]
    assert isinstance(item, Unreadable)
    assert not item.reason.endswith(".")
    assert "\n" not in item.reason
    return item


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_file_is_kept_exactly(tmp_path: Path) -> None:
    text = "\r\n" + STORY.replace("\n", "\r\n") + "\t\x0c\r\n"
    (article,) = articles(write(tmp_path / "berita.txt", text))
    assert (article.id, article.text, article.origin) == ("berita", text, str(tmp_path / "berita.txt"))
    assert article.dateline is not None
    assert article.text[slice(*article.dateline.span)] == "Jakarta"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = STORY.replace('"', "“") + " Café Zürich – “é”."
    (article,) = articles(write(tmp_path / "a.txt", text.encode(encoding)))
    assert article.text == text


@pytest.mark.parametrize(("name", "encoding"), [("a.txt", "utf-8"), ("a.json", "utf-8"), ("a.csv", "utf-16")])
def test_long_articles_are_read_whole(tmp_path: Path, name: str, encoding: str) -> None:
    text = " ".join(f"{BODY} ({number})" for number in range(1000)).replace('"', "'")
    content = {"a.txt": text, "a.json": json.dumps([{"text": text}]), "a.csv": f'id,text\n1,"{text}"\n'}[name]
    (article,) = articles(write(tmp_path / name, content.encode(encoding)))
    assert article.text == text


def test_legacy_code_page_beyond_western(tmp_path: Path) -> None:
    text = "Москва и Джакарта подписали соглашение о сотрудничестве в области обороны. " * 8
    (article,) = articles(write(tmp_path / "a.txt", text.encode("cp1251")), any_language=True)
    assert article.text == text


def test_broken_utf8_is_not_read_as_something_else(tmp_path: Path) -> None:
    data = (STORY + " “Kami sepakat” – “damai” — “sekarang”").encode()
    item = refused(write(tmp_path / "a.txt", data + b"\xe2\x80 lalu pulang"))
    assert f"byte {len(data)}" in item.reason


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"... --- !!!", "no text"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image"),
        (b"PK\x03\x04rest", "archive"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"abc\x00def" * 20, "binary"),
        (bytes(range(1, 9)) * 100, "binary"),
        (b"\xff\xfea\x00b\x00c", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in refused(write(tmp_path / "a.txt", content)).reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.pdf", "a.unknown"])
def test_giant_single_line_is_refused_quickly(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, b"a" * 50_000_000)
    started = time.perf_counter()
    (item,) = load(path)
    assert isinstance(item, Unreadable)
    assert time.perf_counter() - started < 60


def test_too_long_article(tmp_path: Path) -> None:
    assert "1 million" in refused(write(tmp_path / "a.txt", BODY * (1_000_000 // len(BODY) + 1))).reason


def test_missing_and_odd_paths(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "tiada.txt").reason
    assert "holds no file" in refused(tmp_path).reason
    assert refused("a\0b").reason
    assert "neither a file" in refused("/dev/null").reason


def test_folder_in_order_bad_files_do_not_stop_it(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", STORY)
    write(tmp_path / "a.txt", b"")
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub" / "b.txt", STORY)
    write(tmp_path / ".hidden.txt", STORY)
    write(tmp_path / "note.docx", b"PK\x03\x04")
    items = list(load(tmp_path))
    assert [type(item).__name__ for item in items] == ["Unreadable", "Article", "Article"]
    assert [item.id for item in items if isinstance(item, Article)] == ["b", "b-2"]


def test_published_fills_and_a_record_keeps_its_own(tmp_path: Path) -> None:
    lines = [{"id": "1", "text": STORY, "published": "2020-01-02T10:00:00+07:00"}, {"id": "2", "text": STORY}]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    found = articles(path, published="2022-03-08", outlet="Kabar")
    assert [article.published for article in found] == ["2020-01-02", "2022-03-08"]
    assert [article.outlet for article in found] == ["Kabar", "Kabar"]
    assert all(article.published_span is None for article in found)


@pytest.mark.parametrize("value", ["2016-02-30", "besok", "31/02/2016", "2016-13-01", "0000-01-01"])
def test_a_date_that_is_none_is_named(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadDate, match=value):
        load(tmp_path, published=value)
    item = refused(write(tmp_path / "a.jsonl", json.dumps({"text": STORY, "published": value})))
    assert value in item.reason
    assert item.line == 1


def test_jsonl_line_by_line(tmp_path: Path) -> None:
    text = "  Kata dia: \u201ckami\u201d \U0001f600 \\n \r\n " + STORY
    good = json.dumps({"id": "x", "text": text, "title": " Judul ", "url": "https://contoh.id/1", "extra": [1]})
    path = write(tmp_path / "a.jsonl", "\n".join([good, "{rusak", "", "[1]", '{"id": 5}', '{"text": 5}', good]))
    items = list(load(path))
    first, last = items[0], items[-1]
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.text, first.title, first.url) == (text, "Judul", "https://contoh.id/1")
    assert last.id == "x-2"
    bad = [item for item in items if isinstance(item, Unreadable)]
    assert [item.line for item in bad] == [2, 4, 5, 6]
    assert str(bad[0]).startswith(f"{path}, line 2: it is not valid JSON")


@pytest.mark.parametrize(
    "line",
    ["[" * 100_000, '{"text": ' * 5_000, '{"text": "a", "x": ' + "9" * 6000 + "}", '{"text": "\\ud800"}', "nul\x00"],
)
def test_hostile_json_lines(tmp_path: Path, line: str) -> None:
    items = list(load(write(tmp_path / "a.jsonl", line + "\n" + json.dumps({"text": STORY}))))
    assert isinstance(items[-1], Article)
    assert all(isinstance(item, Unreadable) for item in items[:-1])


def test_half_characters_keep_the_length(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", '{"text": "\\ud800' + "Pasukan ditarik dari perbatasan" + '"}'))
    assert article.text == "\ufffdPasukan ditarik dari perbatasan"


def test_a_line_that_is_too_long_does_not_stop_the_file(tmp_path: Path) -> None:
    good = json.dumps({"text": STORY}).encode()
    items = list(load(write(tmp_path / "a.jsonl", b'{"text": "' + b"a" * 9_000_000 + b'"}\n' + good)))
    assert isinstance(items[0], Unreadable)
    assert items[0].line == 1
    assert isinstance(items[1], Article)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_jsonl_in_wide_encodings(tmp_path: Path, encoding: str) -> None:
    lines = json.dumps({"text": STORY + " “é”"}, ensure_ascii=False) + "\n"
    found = articles(write(tmp_path / "a.jsonl", (lines * 2).encode(encoding)))
    assert [article.text for article in found] == [STORY + " “é”"] * 2


def test_json_shapes(tmp_path: Path) -> None:
    record = {"text": STORY}
    assert len(articles(write(tmp_path / "a.json", json.dumps(record, indent=1)))) == 1
    assert len(articles(write(tmp_path / "b.json", json.dumps([record, record])))) == 2
    assert len(articles(write(tmp_path / "c.json", json.dumps({"articles": [record]})))) == 1
    assert "no articles" in refused(write(tmp_path / "d.json", "[]")).reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = STORY.replace('"', "“").replace("\n\n", "\r\n")
    rows = [["ID", "Text", "published"], ["7", f'"{text}"', "08/03/2022"], ["8", "pendek", "2022-02-30"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    items = list(load(write(tmp_path / ("a.tsv" if delimiter == "\t" else "a.csv"), data)))
    assert isinstance(items[0], Article)
    assert (items[0].id, items[0].text, items[0].published) == ("7", text, "2022-03-08")
    assert isinstance(items[1], Unreadable)
    assert "2022-02-30" in items[1].reason


@pytest.mark.parametrize(
    "content", ["a,b\n1,2", 'id,text\n1,"tak ditutup', "id,text\n1," + "x" * 3_000_000, "id,text\n1,\x00", ","]
)
def test_broken_tables(tmp_path: Path, content: str) -> None:
    items = list(load(write(tmp_path / "a.csv", content), any_language=True))
    assert items
    assert len(items) < 3


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (STORY, 1),
        (json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY}), 2),
        (json.dumps([{"text": STORY}] * 3), 3),
        (json.dumps({"text": STORY}, indent=2), 1),
        (f"<!DOCTYPE html><html><body><article><p>{BODY}</p><p>{BODY}</p></article></body></html>", 1),
        ('id,text\n1,"' + STORY.replace('"', "") + '"\n', 1),
    ],
)
def test_standard_input_is_sniffed(content: str, count: int) -> None:
    found = articles("-", stdin=io.BytesIO(content.encode()))
    assert len(found) == count
    assert all("sepakat" in article.text for article in found)


def test_ids_of_nameless_text_are_stable() -> None:
    (first,), (again,), (other,) = (
        articles("-", stdin=io.BytesIO(text.encode())) for text in (STORY, STORY, STORY + " Selesai.")
    )
    assert first.id == again.id != other.id


def test_standard_input_that_trickles() -> None:
    class Slow(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = data

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            part, self.data = self.data[:7], self.data[7:]
            return part

    lines = (json.dumps({"text": STORY}) + "\n") * 3
    assert len(articles("-", stdin=Slow(lines.encode()))) == 3  # type: ignore[arg-type]
