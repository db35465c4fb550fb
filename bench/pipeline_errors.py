"""What the pipeline gets wrong on the development sentences: trees by relation, names by kind of fault.

    python -m bench.pipeline_errors [--data DIR]

DIR holds ``treebank/`` and ``ner/``. A word's tree is wrong by its head, or by its label alone (subtypes cut). A name
is new when no name of its set's training sentences has its words.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from bench.pipeline import CONSOLE, docs
from rich.table import Table
from training import entities, splits

from saksi.language import load

SHOWN = 14


def trees(data: Path) -> None:
    for name, sentences in splits.development_trees(data / "treebank").items():
        words: Counter[str] = Counter()
        heads: Counter[str] = Counter()
        labels: Counter[str] = Counter()
        mistaken: Counter[tuple[str, str]] = Counter()
        for doc, gold in zip(docs(load(name), (s.words for s in sentences)), sentences, strict=True):
            for token, head, told in zip(doc, gold.heads, gold.labels, strict=True):
                wanted, found = told.partition(":")[0], token.dep_.lower().partition(":")[0]
                words[wanted] += 1
                if token.head.i != head:
                    heads[wanted] += 1
                elif found != wanted:
                    labels[wanted] += 1
                    mistaken[wanted, found] += 1
        total = heads.total() + labels.total()
        table = Table(f"{name} dev", "words", "wrong head", "right head, wrong label", "share of all faults")
        for label, _ in (heads + labels).most_common(SHOWN):
            count, head, other = words[label], heads[label], labels[label]
            shares = [f"{100 * n / count:.1f} %" for n in (head, other)]
            table.add_row(label, str(count), *shares, f"{100 * (head + other) / total:.1f} %")
        CONSOLE.print(table)
        CONSOLE.print("wrong labels, wanted -> found:", ", ".join(
            f"{wanted} -> {found} {n}" for (wanted, found), n in mistaken.most_common(8)))  # fmt: skip


def names(data: Path) -> None:
    trained, told = (entities.read(data / "ner", split) for split in ("train", "dev"))
    table = Table("names, dev", "wanted", "found as they are", "other kind", "other borders", "missed", "false",
                  "new ones", "of these found", "of the known found")  # fmt: skip
    for source in entities.SETS:
        known = {words for s in trained if s.source == source for words in _names(s)}
        faults: Counter[str] = Counter()
        part = [s for s in told if s.source == source]
        for doc, gold in zip(docs(load(styles=(source,)), (s.words for s in part)), part, strict=True):
            found = {(ent.start, ent.end): ent.label_ for ent in doc.ents}
            wanted = {(start, end): label for start, end, label in entities.spans(gold.tags)}
            for span, label in wanted.items():
                crossed = any(a < span[1] and span[0] < b for a, b in found)
                right = found.get(span) == label
                fault = "kind" if span in found else "borders" if crossed else "missed"
                new = gold.words[slice(*span)] not in known
                faults.update(["wanted", "right" if right else fault, "new" if new else "old"])
                faults["new found" if new else "old found"] += right
            faults["false"] += sum(not any(a < e and s < b for a, b in wanted) for s, e in found)
        shares = [f"{100 * faults[k] / faults['wanted']:.1f} %" for k in
                  ("right", "kind", "borders", "missed", "false", "new")]  # fmt: skip
        within = [f"{100 * faults[f'{k} found'] / max(faults[k], 1):.1f} %" for k in ("new", "old")]
        table.add_row(source, str(faults["wanted"]), *shares, *within)
    CONSOLE.print(table)


def _names(sentence: entities.NamedSentence) -> list[tuple[str, ...]]:
    return [sentence.words[start:end] for start, end, _ in entities.spans(sentence.tags)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    options = parser.parse_args()
    trees(options.data)
    names(options.data)


if __name__ == "__main__":
    main()
