"""What is worked out from all articles, and the ledger of what was done, are set and read back."""

from __future__ import annotations

import sqlalchemy as sa

from saksi.record import Record, article_id, derived, ledger
from saksi.record import tables as t
from saksi.record.derived import Copy

from .samples import small

STORY = {
    "id": "st1", "type": "ASSAULT", "date_from": "2024-05-13", "date_to": "2024-05-13", "place_name": "Kharkiv",
    "place_country": "UKR", "articles": 2, "copies": 1, "independent_sources": 1, "disagreements": [{"killed": [3, 5]}],
}  # fmt: skip
ACTOR = {"id": "ac1", "name": "Rusia", "kind": "country", "country": "RUS", "aliases": ["Moskow"]}


def test_copies_stories_and_actors_take_the_place_of_those_before(record: Record) -> None:
    first, second = small("a"), small("b", lead="Berita kedua. ")
    record.add_many([first, second])
    one, two = article_id(first.article), article_id(second.article)
    with record.writing() as connection:
        derived.set_copies(connection, {two: Copy(one, one)})
        derived.set_stories(connection, [STORY | {"id": "old"}], {f"{two}:v1": "old"})
        derived.set_stories(connection, [STORY], {f"{one}:v1": "st1"})
        derived.set_actors(connection, [ACTOR], {f"{one}:e1": "ac1", f"{two}:e1": "ac1"})
    with record.reading() as connection:
        groups = dict(connection.execute(sa.select(t.articles.c.id, t.articles.c.copy_group)).all())
        in_story = dict(connection.execute(sa.select(t.events.c.id, t.events.c.story_id)).all())
        kept = connection.execute(sa.select(t.stories)).mappings().all()
        people = connection.scalars(sa.select(t.entities.c.id).where(t.entities.c.actor_id == "ac1")).all()
    assert groups == {one: one, two: one}
    assert in_story == {f"{one}:v1": "st1", f"{two}:v1": None}
    assert [dict(row) for row in kept] == [STORY]
    assert sorted(people) == sorted([f"{one}:e1", f"{two}:e1"])


def test_a_merge_is_taken_back_once(record: Record) -> None:
    with record.writing() as connection:
        n = derived.add_merge(connection, kept="a", joined="b", reason="nama dan jabatan sama", by="ani")
        assert derived.undo_merge(connection, n)
        assert not derived.undo_merge(connection, n)


def test_the_ledger_of_shards_and_failures(record: Record) -> None:
    shard = {"id": "s1", "input": "berita.jsonl", "version": "0.1.0", "codebook": "b", "state": "running"}
    with record.writing() as connection:
        ledger.put_shard(connection, shard)
        ledger.put_shard(connection, shard | {"state": "done", "rows": 3})
        ledger.add_failures(connection, [("a.txt", "kosong\0"), ("b.txt", "biner")], "s1")
        found = ledger.shard(connection, "s1")
        assert found is not None
        assert (found["state"], found["rows"]) == ("done", 3)
        assert ledger.shard(connection, "s2") is None
        assert [row.item for row in connection.execute(sa.select(t.failures).order_by(t.failures.c.n))] == [
            "a.txt",
            "b.txt",
        ]
        ledger.drop_failures(connection, "s1")
        assert connection.execute(sa.select(t.failures)).all() == []
