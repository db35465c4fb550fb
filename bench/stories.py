"""How well copies and stories are found, on acts and pairs of articles read by hand.

    python -m bench.stories --data ../shared [--reports reports.jsonl] [--fit]

``bench/data/stories.tsv`` names acts by article and trigger, with a label for those that are one event;
``bench/data/copies.tsv`` pairs of articles. The part "tune" of the acts is what the weights were learned on. The
articles come from ``DATA/pool/articles.jsonl.gz``; their reports from ``--reports``, or they are read here. Other
articles in ``--reports`` take part as distractors. B-cubed after Bagga and Baldwin (1998); pairwise F1 counts pairs
of acts. ``--fit`` learns the weights of ``saksi/record/data/stories.yaml`` anew and prints them (needs scikit-learn).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from saksi.articles import understand
from saksi.record.copies import are_copies, compare, find_overlaps, shingles, text_of
from saksi.record.likeness import SIGNS, pairs_at, signs, times
from saksi.record.stories import join
from saksi.record.tellings import Telling, tellings
from saksi.report import Article, Report

HERE = Path(__file__).parent / "data"
PARTS = ("tune", "held")
NEW = "test"  # drawn and labelled when the weights had been fixed


def rows_of(name: str) -> list[dict[str, str]]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def pool(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            fields = {name: row.get(name) or None for name in ("title", "outlet", "url", "published", "origin")}
            yield understand(Article(id=row["id"], text=row["text"], **fields))


def reports(path: Path | None, articles: Iterable[Article], wanted: set[str]) -> Iterator[Report]:
    if path is not None:
        with path.open(encoding="utf-8") as lines:
            yield from (Report.model_validate_json(line) for line in lines if line.endswith("\n"))
        return
    from saksi.reading.reader import Reader

    yield from Reader().read_all(article for article in articles if article.id in wanted)


def bcubed(found: dict[Hashable, Hashable], gold: dict[Hashable, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the items of ``gold``."""
    inside, label = defaultdict(set), defaultdict(set)
    for item, name in gold.items():
        inside[found[item]].add(item)
        label[name].add(item)
    both = [len(inside[found[item]] & label[name]) for item, name in gold.items()]
    precision = sum(n / len(inside[found[i]]) for n, i in zip(both, gold, strict=True)) / len(gold)
    recall = sum(n / len(label[name]) for n, name in zip(both, gold.values(), strict=True)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairwise(found: dict[Hashable, Hashable], gold: dict[Hashable, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of items."""
    ours = {p for p in combinations(sorted(gold), 2) if found[p[0]] == found[p[1]]}
    theirs = {p for p in combinations(sorted(gold), 2) if gold[p[0]] == gold[p[1]]}
    right = len(ours & theirs)
    precision, recall = right / max(1, len(ours)), right / max(1, len(theirs))
    return precision, recall, 2 * right / max(1, len(ours) + len(theirs))


def by_rule(rows: Sequence[Telling]) -> dict[Hashable, Hashable]:
    """What many event data sets do: one event a type, a day and a pair of actors."""
    return {
        r.id: (
            r.type,
            r.day,
            min((p.country or p.name for p in r.actors), default=""),
            min((p.country or p.name for p in r.recipients), default=""),
        )
        if r.day
        else r.id
        for r in rows
    }


def measure_stories(rows: list[Telling]) -> None:
    labels = {(r["article"], int(r["start"])): (r["part"], r["story"]) for r in rows_of("stories.tsv")}
    found: dict[Hashable, Hashable] = {}
    begun = time.perf_counter()
    stories = join(rows)
    seconds = time.perf_counter() - begun
    for number, story in enumerate(stories):
        found.update({told.id: number for told in story})
    known = {r.id: labels[r.article_id, r.at] for r in rows if (r.article_id, r.at) in labels}
    several = sum(len({t.article_id for t in story}) > 1 for story in stories)
    print(f"\n{len(rows)} tellings of {len({r.article_id for r in rows})} articles in {seconds:.1f} s: {len(stories)}")
    print(f"stories, {several} of them in several articles; {len(known)} of {len(labels)} labelled acts were read")
    print(f"\n{'stories':22}{'':8}{'B-cubed P':>10}{'R':>7}{'F1':>7}{'pairs P':>10}{'R':>7}{'F1':>7}")
    for part in (*PARTS, NEW):
        gold = {id: name if name != "-" else id for id, (which, name) in known.items() if which == part}
        for name, groups in (
            ("as shipped", found),
            ("type, day, states", by_rule(rows)),
            ("each act alone", {r.id: r.id for r in rows}),
        ):
            one, two = bcubed(groups, gold), pairwise(groups, gold)
            figures = f"{one[0]:10.3f}{one[1]:7.3f}{one[2]:7.3f}{two[0]:10.3f}{two[1]:7.3f}{two[2]:7.3f}"
            print(f"{name:22}{part:8}{figures}")


def measure_copies(articles: list[Article]) -> None:
    texts = {a.id: text_of(a) for a in articles}
    begun = time.perf_counter()
    overlaps = list(find_overlaps(sorted(texts.values(), key=lambda t: t.turn)))
    seconds = time.perf_counter() - begun
    got = {frozenset((o.a, o.b)) for o in overlaps}
    print(f"\n{len(texts)} articles compared in {seconds:.1f} s: {len(got)} pairs of copies")
    print(f"{'copies':30}{'P':>7}{'R':>7}{'F1':>7}")
    for part in PARTS:
        rows = [r for r in rows_of("copies.tsv") if r["part"] == part]
        hits = [(frozenset((r["a"], r["b"])) in got, r["copy"] == "1") for r in rows]
        right = sum(ours and theirs for ours, theirs in hits)
        precision = right / max(1, sum(ours for ours, _ in hits))
        recall = right / max(1, sum(theirs for _, theirs in hits))
        print(f"{part:30}{precision:7.2f}{recall:7.2f}{2 * precision * recall / (precision + recall):7.2f}")
    missed = lost(articles, got)
    print(f"copies by the true figures that the signatures missed: {missed[0]} of {missed[1]} (within a day)")


def lost(articles: list[Article], got: set[frozenset[str]]) -> tuple[int, int]:
    """Of all pairs of one day that are copies by full comparison, how many the signatures missed."""
    days = defaultdict(list)
    for article in articles:
        days[article.published].append((article.id, shingles(text_of(article).body)))
    pairs = [
        frozenset((a, b))
        for inside in days.values()
        if len(inside) <= 120
        for (a, one), (b, two) in combinations(inside, 2)
        if min(len(one), len(two)) > 20 and are_copies(*compare(one, two))
    ]
    return sum(pair not in got for pair in pairs), len(pairs)


def fit(rows: list[Telling]) -> None:
    """Print weights learned on the tuning part, each pair of one story weighed by the story's size."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    labels = {(r["article"], int(r["start"])): r["story"] for r in rows_of("stories.tsv") if r["part"] == "tune"}
    known = [r for r in rows if (r.article_id, r.at) in labels]
    name = {r.id: labels[r.article_id, r.at] for r in known}
    name = {id: label if label != "-" else id for id, label in name.items()}
    sizes = defaultdict(int)
    for label in name.values():
        sizes[label] += 1
    at = defaultdict(list)
    for row in known:
        for when in times(row):
            at[when].append(row)
    found = ((inside[i], inside[j]) for inside in at.values() for i, j in pairs_at(inside))
    pairs = {(a.id, b.id): (a, b) for a, b in found}
    made = [(signs(a, b), name[a.id] == name[b.id], sizes[name[a.id]]) for a, b in pairs.values()]
    weights = [1 / size if same else 0.25 for _, same, size in made]
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=5000)
    model.fit(np.array([m[0] for m in made]), [m[1] for m in made], sample_weight=weights)
    print(", ".join(f"{sign}: {weight:.2f}" for sign, weight in zip(SIGNS, model.coef_[0], strict=True)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    articles = list(pool(options.data / "pool" / "articles.jsonl.gz"))
    wanted = {r["article"] for r in rows_of("stories.tsv")}
    rows = [telling for report in reports(options.reports, articles, wanted) for telling in tellings(report)]
    if options.fit:
        fit(rows)
        return 0
    measure_stories(rows)
    measure_copies(articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
