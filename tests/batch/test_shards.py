from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from saksi.articles.page import Page
from saksi.articles.streams import Found
from saksi.articles.unreadable import Unreadable
from saksi.batch import Settings
from saksi.batch.shards import FEWEST, MOST, MOST_BYTES, Shard, cut, fingerprint
from saksi.report import Article

from .helpers import story

SETTINGS = Settings()


def articles(numbers: Iterable[int]) -> list[Found]:
    return [Article(origin="a.jsonl", **story(n)) for n in numbers]


def shards(found: Iterable[Found], settings: Settings = SETTINGS) -> list[Shard]:
    return list(cut(found, settings, lambda: 7))


def test_shards_hold_every_item_once_and_in_order() -> None:
    found = articles(range(1000))
    made = shards(found)
    assert [item for shard in made for item in shard.items] == found
    assert all(FEWEST <= len(shard.items) <= MOST for shard in made[:-1])
    assert 30 < 1000 / len(made) < 50
    assert {shard.position for shard in made} == {7}
    assert shards([]) == []


@given(st.integers(0, 999), st.booleans())
def test_an_article_more_or_less_changes_only_the_shards_around_it(place: int, added: bool) -> None:
    found = articles(range(1000))
    changed = [*found[:place], *articles([5000]), *found[place:]] if added else [*found[:place], *found[place + 1 :]]
    before, after = ({shard.id for shard in shards(part)} for part in (found, changed))
    assert len(after - before) <= 6
    assert after != before


def test_a_shard_is_known_by_its_content_and_the_settings_not_by_its_file() -> None:
    found = articles(range(20))
    moved = [item.model_copy(update={"origin": "lain/b.jsonl"}) for item in found if isinstance(item, Article)]
    assert [s.id for s in shards(found)] == [s.id for s in shards(moved)]
    assert shards(found)[0].id != shards(found, Settings(published="2024-01-01"))[0].id
    assert shards(found)[0].id != shards(found, Settings(outlet="Kabar"))[0].id
    assert shards(found)[0].id == shards(found, Settings(seconds=5))[0].id


def test_no_two_different_items_look_the_same() -> None:
    items: list[Found] = [
        Article(id="a", text="bc"),
        Article(id="ab", text="c"),
        Article(id="a", text="bc", title="t"),
        Article(id="a", text="bc", outlet="t"),
        Page("text", b"bc", "a", "x"),
        Page("html", b"bc", "a", "x"),
        Unreadable("x", 1, "r"),
        Unreadable("x", 2, "r"),
        Unreadable("x", None, "r"),
    ]
    assert len({fingerprint(item) for item in items}) == len(items)


def test_big_documents_make_small_shards() -> None:
    pages: list[Found] = [Page("pdf", bytes([n]) * 3_000_000, "a", "x") for n in range(9)]
    made = shards(pages)
    assert [len(shard.items) for shard in made] == [3, 3, 3]
    assert MOST_BYTES < 9_000_001
