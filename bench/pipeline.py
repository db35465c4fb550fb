"""Every figure of the model card from one command, beside published ones.

    python -m bench.pipeline [--data DIR] [--split test|dev] [--only trees|features|names|sentences|lemmas|speed]
                             [--floors bench/floors.json] [--raise]

DIR holds ``treebank/`` with its scorer, ``ner/`` and ``gold/``. Trees: gold words, merged clitics, punctuation counts,
subtypes cut, each treebank read in its own convention and in the pipeline's default one. Names: exact span and label.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.floors import hold
from rich.console import Console
from rich.table import Table
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from spacy.language import Language
from spacy.tokens import Doc
from training import entities, splits, treebanks

from saksi.language import load, root

CONSOLE = Console(width=140)
# Published figures; releases, training sets and scorers differ, so they stand beside ours for orientation.
TREES_ELSEWHERE = {
    "gsd": "UDPipe 2 88.5 / 82.7, IndoBERT 87.1 / 82.3, BiLSTM 85.3 / 80.4, UDPipe 1 81.0 / 74.6",
    "csui": "UDPipe 2 87.9 / 83.4, Stanza 83.2 / 78.6 (raw text)",
    "pud": "IndoBERT 89.2 / 84.0 on folds of PUD",
}
TAGS_ELSEWHERE = {"gsd": "UDPipe 2 94.8, lemma 98.6", "csui": "UDPipe 2 96.5, lemma 98.8", "pud": ""}
NAMES_ELSEWHERE = {
    "idner-news-2k": "",
    "nergrit": "NusaBERT-large 79.9",
    "nerugm": "IndoBERT 74.9, BiLSTM 70.9 (five types)",
    "nerui": "IndoBERT 90.1, BiLSTM 82.2",
}
WANTED_SPEED = 8000
Figures = dict[str, float]


def _scorer(data: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_parser", data / "treebank" / "score_parser.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _blocks(path: Path, first: int, last: int | None) -> str:
    blocks = path.read_text(encoding="utf8").strip().split("\n\n")[first:last]
    return "\n\n".join(blocks) + "\n\n"


def trees(data: Path, split: str) -> Figures:
    score = _scorer(data).score
    bank = data / "treebank"
    pud = set((bank / "pud-news-test.ids").read_text(encoding="utf8").split())
    cut = splits.CSUI_DEV
    files: dict[str, tuple[Path, int, int | None, set[str] | None]] = {
        "gsd": (bank / "gsd-test.conllu", 0, None, None),
        "csui": (bank / "csui-test.conllu", cut, None, None),
        "pud": (bank / "pud.conllu", 0, None, pud),
    }
    if split == "dev":
        files = {
            "gsd": (bank / "gsd-dev.conllu", splits.CURRENT_GSD, None, None),
            "csui": (bank / "csui-test.conllu", 0, cut, None),
        }
    table = Table("set", "convention", "UPOS", "UAS", "LAS", "lemma", "known elsewhere: UAS / LAS; UPOS, lemma")
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, (path, first, last, ids) in files.items():
            part = Path(scratch) / f"{name}.conllu"
            part.write_text(_blocks(path, first, last), encoding="utf8")
            for convention in (name, "news"):
                r = score(load(convention), part, ids)
                shown = [f"{100 * r[key]:.1f}" for key in ("upos", "uas", "las", "lemma")]
                known = f"{TREES_ELSEWHERE[name]}; {TAGS_ELSEWHERE[name]}" if convention == name else ""
                table.add_row(f"{name} {split}", convention, *shown, known)
                figures |= {f"{name} ({convention}) {key}": r[key] for key in ("upos", "uas", "las", "lemma")}
    CONSOLE.print(table)
    return figures


def docs(nlp: Language, sentences: Iterable[tuple[str, ...]]) -> Iterator[Doc]:
    for words in sentences:
        doc = Doc(nlp.vocab, words=list(words))
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, component in nlp.pipeline:
            doc = component(doc)
        yield doc


def features(data: Path, split: str) -> Figures:
    chosen = splits.test_trees if split == "test" else splits.development_trees
    table = Table("set", "convention", "features", "of words")
    figures: Figures = {}
    for name, sentences in chosen(data / "treebank").items():
        known = [s for s in sentences if s.feats is not None]
        right = total = 0
        for doc, gold in zip(docs(load(name), (s.words for s in known)), known, strict=True):
            right += sum(str(token.morph) == feats for token, feats in zip(doc, gold.feats or (), strict=True))
            total += len(doc)
        figures[f"{name} features"] = right / max(total, 1)
        table.add_row(f"{name} {split}", name, f"{100 * figures[f'{name} features']:.1f}", str(total))
    CONSOLE.print(table)
    return figures


def _span_scores(nlp: Language, sentences: list[entities.NamedSentence]) -> tuple[float, float, float]:
    found = wanted = both = 0
    for doc, gold in zip(docs(nlp, (s.words for s in sentences)), sentences, strict=True):
        told = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
        spans = set(entities.spans(gold.tags))
        found, wanted, both = found + len(told), wanted + len(spans), both + len(told & spans)
    return both / max(found, 1), both / max(wanted, 1), 2 * both / max(found + wanted, 1)


def names(data: Path, split: str) -> Figures:
    named = entities.read(data / "ner", split)
    shipped = load()
    table = Table("set", "P", "R", "F1, own guidelines", "F1, as shipped", "known elsewhere")
    figures: Figures = {}
    for source in entities.SETS:
        part = [s for s in named if s.source == source]
        precision, recall, own = _span_scores(load(styles=(source,)), part)
        _, _, pooled = _span_scores(shipped, part)
        shown = [f"{100 * value:.1f}" for value in (precision, recall, own, pooled)]
        table.add_row(f"{source} {split}", *shown, NAMES_ELSEWHERE[source])
        figures |= {f"{source} names": own, f"{source} names, as shipped": pooled}
    CONSOLE.print(table)
    return figures


def sentence_spans(data: Path, split: str) -> Figures:
    nlp = load()
    splitter = nlp.get_pipe("sentences")
    table = Table("annotated articles", "F1 of sentence spans", "known elsewhere")
    figures: Figures = {}
    for part in ("train", "dev"):
        right = found = wanted = 0
        for line in (data / "gold" / f"{part}_articles.jsonl").read_text(encoding="utf8").splitlines():
            article = json.loads(line)
            text, spans = article["text"], {tuple(span) for span in article["sentences"]}
            told = set()
            for sentence in splitter(nlp.make_doc(text)).sents:
                inner = sentence.text.strip()
                if inner:
                    start = text.index(inner, sentence.start_char)
                    told.add((start, start + len(inner)))
            right, found, wanted = right + len(told & spans), found + len(told), wanted + len(spans)
        figures[f"sentence spans, {part}"] = 2 * right / max(found + wanted, 1)
        table.add_row(part, f"{100 * figures[f'sentence spans, {part}']:.1f}", "Trankit 95.5 on GSD")
    CONSOLE.print(table)
    return figures


def lemmas(data: Path, split: str) -> Figures:
    """Saksi's roots beside PySastrawi's stems: words of letters only, the clitic after a space not asked for."""
    stem = StemmerFactory().create_stemmer().stem
    bank = data / "treebank"
    files = {"gsd": treebanks.read(bank / "gsd-test.conllu", "gsd"), "csui": splits.test_trees(bank)["csui"]}
    if split == "dev":
        files = splits.development_trees(bank)
    figures: Figures = {}
    table = Table("set", "words", "Saksi", "PySastrawi", "words changed by their lemma", "Saksi", "PySastrawi")
    for name, sentences in files.items():
        counts = [0, 0, 0, 0, 0, 0]
        for doc, gold in zip(docs(load(name), (s.words for s in sentences)), sentences, strict=True):
            for token, lemma in zip(doc, gold.lemmas or (), strict=True):
                wanted = lemma.lower().partition(" ")[0]
                if not token.text.isalpha() or not wanted or token.pos_ == "PROPN":
                    continue
                ours, theirs = root(token).lower() == wanted, stem(token.text.lower()) == wanted
                changed = token.text.lower() != wanted
                for place, value in enumerate((1, ours, theirs, changed, changed and ours, changed and theirs)):
                    counts[place] += int(value)
        every, ours, theirs, derived, ours_derived, theirs_derived = counts
        shares = [f"{100 * n / max(every, 1):.1f}" for n in (ours, theirs)]
        rest = [f"{100 * n / max(derived, 1):.1f}" for n in (ours_derived, theirs_derived)]
        table.add_row(f"{name} {split}", str(every), *shares, str(derived), *rest)
        figures[f"{name} roots"] = ours / max(every, 1)
    CONSOLE.print(table)
    return figures


def speed(data: Path, split: str) -> Figures:
    articles = data / "gold" / "dev_articles.jsonl"
    told = subprocess.run([sys.executable, "-m", "bench.words", articles], capture_output=True, text=True, check=True)
    low, middle, high = sorted(int(line) for line in told.stdout.split())
    table = Table("words a second, one core", "slowest", "fastest", "aimed at")
    table.add_row(str(middle), str(low), str(high), str(WANTED_SPEED))
    CONSOLE.print(table)
    return {}


PARTS: dict[str, Callable[[Path, str], Figures]] = {
    "trees": trees,
    "features": features,
    "names": names,
    "sentences": sentence_spans,
    "lemmas": lemmas,
    "speed": speed,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--only", choices=list(PARTS), action="append")
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true")
    options = parser.parse_args()
    if not (options.data / "treebank").is_dir():
        print(f"No treebanks under {options.data}: say --data DIR or set SAKSI_DATA.", file=sys.stderr)
        return 2
    seen: Figures = {}
    for name in options.only or PARTS:
        seen |= PARTS[name](options.data, options.split)
    return hold({f"pipeline {options.split}": seen}, options.floors, options.lift) if options.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
