"""What holds for every format of ``saksi export``: the same bytes again, hostile text, filters, no item kept."""

import gc
import io
import weakref
from collections.abc import Iterator

import pytest

from saksi.export import visible as visible_module
from saksi.export.exporting import exports
from saksi.export.items import Item

from .items import attacked, exported, recorded

FORMATS = sorted(exports)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_items_give_the_same_bytes(format: str) -> None:
    first = exported(format, recorded("a"), attacked(), recorded("b"))
    assert first == exported(format, recorded("a"), attacked(), recorded("b"))
    assert len(first) > 1000


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_to_write_is_a_whole_file_all_the_same(format: str) -> None:
    empty = exported(format)
    assert bool(empty) == (format not in ("plover", "ftm"))


@pytest.mark.parametrize("format", FORMATS)
def test_only_the_events_that_pass_the_filters_go_out(format: str) -> None:
    some = exported(format, recorded(kept=frozenset({"v9"})))
    assert b"THREATEN" in some
    assert b"REQUEST" not in some
    if format != "parquet":
        assert b"Sigrun" not in some.replace(b"Norwegia Temui", b"")


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "parquet"])
def test_hostile_text_leaves_no_control_character(format: str) -> None:
    text = exported(format, attacked()).decode()
    assert not [c for c in set(text) - set("\r\n\t") if ord(c) < 32 or 127 <= ord(c) < 160]
    assert "\u202e" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_items_are_let_go_as_they_are_written(format: str) -> None:
    """Memory stays flat because no writer holds on to a report that it has written."""
    alive: list[weakref.ref[object]] = []
    most = 0

    def stream() -> Iterator[Item]:
        nonlocal most
        for n in range(40):
            item = recorded(f"r{n}")
            alive.append(weakref.ref(item.report))
            yield item
            del item
            if n % 10 == 9:
                gc.collect()
                most = max(most, sum(ref() is not None for ref in alive))

    exports[format].write(stream(), io.BytesIO(), "year")
    assert 0 < most <= 2


def test_printable_text_needs_no_table() -> None:
    assert not [chr(code) for code in visible_module._VISIBLE if chr(code).isprintable()]
