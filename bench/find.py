"""How long `saksi find` takes in a record of 50,000 articles and in one of a million events, beside the limits.

    python -m bench.find [--articles 50000] [--events 1000000] [--rounds 7] [--folder DIR]

The records are synthetic: invented words, names, places and days, as unevenly common as those of news. The first has
articles of 300 words with three events each; the second has as many events in shorter articles. Each search is a page
of 50 hits with their parties and sentences, newest first; the median of some rounds counts. Below each stands how
SQLite goes about it. With ``--folder`` the records are kept there and found again by the next run.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from saksi.record import Filters, Order, Record, What, search
from saksi.record.search import ordered, planned

TYPES = "CONSULT ACCUSE ASSAULT REQUEST SUPPORT COERCE THREATEN REJECT COOPERATE AGREE AID PROTEST MOBILIZE RETREAT"
SYLLABLES = "ba be bi bu da di ka ke ki ku la li ma me mi na ni pa pe ra ri sa se ta te ti ya wa nga nya"
STATUSES = ["actual", "actual", "actual", "actual", "future", "hypothetical", "negated"]
LIMITS = {"articles": 100, "events": 300}
CHUNK = 5_000
SENTENCES, SPAN = 20_000, 20  # sentences that texts are made of, and the words of each
SEARCHES: list[tuple[str, dict[str, Any]]] = [
    ("everything", {}),
    ("a common type", {"type": ["CONSULT"]}),
    ("three types", {"type": ["RETREAT", "MOBILIZE", "AID"]}),
    ("type and status", {"type": ["ASSAULT"], "status": ["actual"]}),
    ("a common party", {"party": ["Nama1"]}),
    ("a rare party", {"party": ["Nama15000"]}),
    ("two common parties", {"party": ["Nama1", "Nama2"]}),
    ("a common pair of countries", {"actor_country": ["C01"], "recipient_country": ["C02"]}),
    ("between two rare countries", {"between": ["C80", "C90"]}),
    ("a country", {"country": ["C01"]}),
    ("a common place", {"place": "Tempat1"}),
    ("a rare place", {"place": "Tempat900"}),
    ("one week", {"since": "2016-03-01", "until": "2016-03-07"}),
    ("one year and a type", {"since": "2016", "until": "2016", "type": ["PROTEST"]}),
    ("a common word", {"text": "W0"}),
    ("a rare word", {"text": "W4000"}),
    ("two words", {"text": "W3 W40"}),
    ("a word in the article", {"about": "W900"}),
    ("a word, a party, a country", {"text": "W5", "party": ["Nama3"], "country": ["C02"]}),
    ("an outlet and a mode", {"outlet": ["Media 3"], "mode": ["m2"]}),
    ("a source", {"source": ["Nama7"]}),
    ("unreviewed and unsure", {"review": ["unreviewed"], "max_confidence": 0.4}),
    ("what has no hit", {"type": ["AID"], "mode": ["none"], "place_country": ["C01"]}),
]


class Uneven:
    """Draws from ``items``, the n-th about n times rarer than the first."""

    def __init__(self, draw: random.Random, items: list[str]) -> None:
        self.draw, self.items = draw, items
        self.weights = list(accumulate(1 / n for n in range(1, len(items) + 1)))

    def some(self, count: int) -> list[str]:
        return self.draw.choices(self.items, cum_weights=self.weights, k=count)


def words(draw: random.Random, count: int) -> list[str]:
    """Invented words, all different."""
    syllables, found = SYLLABLES.split(), dict[str, None]()
    while len(found) < count:
        found["".join(draw.choices(syllables, k=draw.randint(2, 5)))] = None
    return list(found)


def fill(path: Path, articles: int, events_each: int, length: int) -> list[str]:
    """A new record at ``path``; its vocabulary, most common first."""
    draw = random.Random(7)
    vocabulary = words(draw, 5_000)
    spoken = Uneven(draw, vocabulary)
    sentences = [" ".join(spoken.some(SPAN)) for _ in range(0 if path.exists() else SENTENCES)]
    names = Uneven(draw, [f"Nama{n}" for n in range(20_000)])
    countries, places = (
        Uneven(draw, [f"C{n:02}" for n in range(100)]),
        Uneven(draw, [f"Tempat{n}" for n in range(1000)]),
    )
    types, outlets = Uneven(draw, TYPES.split()), Uneven(draw, [f"Media {n}" for n in range(30)])
    home = {name: countries.some(1)[0] for name in names.items}
    if path.exists():
        return vocabulary
    Record.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -500000")
        # Indexes that are made at the end are made in a tenth of the time.
        indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for name, _ in indexes:
            db.execute(f"DROP INDEX {name}")
        numbers = iter(range(articles))
        while chunk := list(islice(numbers, CHUNK)):
            rows: dict[str, list[dict[str, Any]]] = {}
            for n in chunk:
                for table, row in article(n, draw, events_each, length, sentences, names, home, places, types, outlets):
                    rows.setdefault(table, []).append(row)
            for table, made in rows.items():
                columns = list(made[0])
                sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(':' + c for c in columns)})"  # noqa: S608
                db.executemany(sql, made)
            db.commit()
            print(f"\r{chunk[-1] + 1:,} articles", end="", flush=True)
        for _, sql in indexes:
            db.execute(sql)
        db.commit()
    print("\r", end="")
    return vocabulary


def article(
    n: int, draw: random.Random, events_each: int, length: int, sentences: list[str], names: Uneven,
    home: dict[str, str], places: Uneven, types: Uneven, outlets: Uneven,
) -> Iterator[tuple[str, dict[str, Any]]]:  # fmt: skip
    """The rows of one article."""
    id, day = f"{draw.getrandbits(80):020x}", date(2010, 1, 1) + timedelta(days=draw.randrange(5_800))
    published, (outlet,) = day.isoformat(), outlets.some(1)
    yield "articles", {
        "n": n + 1, "id": id, "title": draw.choice(sentences), "outlet": outlet, "published": published,
        "language": "id", "text": ". ".join(draw.choices(sentences, k=length // SPAN)),
        "body_hash": id, "copy_group": id, "added": "",
    }  # fmt: skip
    people = dict.fromkeys(names.some(4))
    refs = {name: f"{id}:e{m}" for m, name in enumerate(people, 1)}
    for name, ref in refs.items():
        yield "entities", {
            "id": ref, "article_id": id, "name": name, "kind": "person", "country": home[name], "sectors": "[]",
            "aliases": "[]",
        }  # fmt: skip
    for m in range(events_each):
        number, event = n * events_each + m + 1, f"{id}:v{m + 1}"
        actor, recipient, source = (draw.choice(list(refs)) for _ in range(3))
        acted = (day - timedelta(days=int(draw.expovariate(0.2)))).isoformat() if draw.random() < 0.85 else None
        lasts = acted and draw.random() < 0.05
        (place,), sentence = places.some(1), draw.choice(sentences)
        yield "events", {
            "n": number, "id": event, "article_id": id, "type": types.some(1)[0], "mode": f"m{draw.randrange(9)}",
            "contexts": "[]", "quad": 1 + m % 4, "score": 0.0, "status": draw.choice(STATUSES),
            "date_value": acted and (acted[:7] if lasts else acted),
            "date_from": acted and (acted[:8] + "01" if lasts else acted),
            "date_to": acted and (acted[:8] + "28" if lasts else acted),
            "place_name": place, "place_key": place.lower(),
            "place_country": home[actor], "confidence": round(draw.random(), 3), "flagged": False,
        }  # fmt: skip
        for role, name in (("actor", actor), ("recipient", recipient), ("source", source)):
            yield "parties", {"event_id": event, "role": role, "position": 0, "entity_id": refs[name]}
        yield "pairs", {
            "event_id": event, "actor_country": home[actor], "recipient_country": home[recipient], "date_from": acted,
        }  # fmt: skip
        yield "events_fts", {
            "rowid": number, "actors": actor, "recipients": recipient, "sources": f"{source}\n{outlet}",
            "words": sentence,
        }  # fmt: skip
    said = n + 1
    yield "statements", {
        "n": said, "id": f"{id}:s1", "article_id": id, "speaker_id": refs[next(iter(refs))], "via": "[]",
        "direct": True, "published": published,
    }  # fmt: skip
    yield "statements_fts", {"rowid": said, "speaker": next(iter(refs)), "words": draw.choice(sentences)}


def named(fields: dict[str, Any], vocabulary: list[str]) -> Filters:
    """The filters of a search, its words by their rank taken from the vocabulary."""

    def word(value: Any) -> Any:
        return " ".join(vocabulary[int(w[1:])] for w in value.split()) if isinstance(value, str) else value

    return Filters.of(**{k: word(v) if k in ("text", "about") else v for k, v in fields.items()})


def timed(rounds: int, run: Any) -> tuple[float, float]:
    """The median of some rounds, in milliseconds: by the clock, and of the processor alone."""
    clock, processor = [], []
    for _ in range(rounds):
        begun, worked = time.perf_counter(), time.process_time()
        run()
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return statistics.median(clock), statistics.median(processor)


def measure(path: Path, vocabulary: list[str], limit: int, rounds: int) -> float:
    """Print every search with its time; the slowest."""
    slowest = 0.0
    with Record.open(path) as record:
        counts = record.counts()
        print(f"\n{counts['articles']:,} articles, {counts['events']:,} events, {path.stat().st_size / 2**20:,.0f} MiB")
        print(f"{'search':30}{'page of 50':>13}{'processor':>13}{'count':>11}{'found':>12}   limit {limit} ms")
        for title, fields in SEARCHES:
            filters = named(fields, vocabulary)
            took, work = timed(rounds, lambda filters=filters: record.search(filters))
            counting, _ = timed(1, lambda filters=filters: record.count(filters))
            mark = "" if took <= limit else "!"
            print(f"{title:30}{took:10.1f} ms{work:10.1f} ms{counting:8.0f} ms{record.count(filters):12,} {mark}")
            with record.reading() as connection:
                question = ordered(planned(connection, filters), filters, What.events, Order.newest)[0].limit(50)
                print("    " + "; ".join(search.steps(connection, question)))
            slowest = max(slowest, took)
        for what in (What.statements, What.articles):
            filters = Filters(text=vocabulary[30])
            took, work = timed(rounds, lambda filters=filters, what=what: record.search(filters, what))
            found = record.count(filters, what)
            print(f"{what.value + ' by a word':30}{took:10.1f} ms{work:10.1f} ms{'':11}{found:12,}")
            slowest = max(slowest, took)
    print(f"slowest {slowest:.0f} ms, limit {limit} ms")
    return slowest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name, articles, each, length in (
            ("articles", given.articles, 3, 300),
            ("events", given.events // 5, 5, 60),
        ):
            if articles:
                path = folder / f"{name}-{articles}.db"
                kept &= measure(path, fill(path, articles, each, length), LIMITS[name], given.rounds) <= LIMITS[name]
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
