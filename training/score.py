"""Every figure of the model card from one command: ``python -m training.score --data ../shared``.

Trees are scored on gold words as the CoNLL shared tasks do (merged clitics, punctuation counts, subtypes cut), once
with the treebank's own convention and once with the news convention of the pipeline; entities by exact span and label.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from saksi.language import load
from training import entities, splits
from training.treebanks import Sentence


def _docs(nlp: Language, sentences: Iterable[tuple[str, ...]]) -> Iterable[Doc]:
    for words in sentences:
        doc = Doc(nlp.vocab, words=list(words))
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, component in nlp.pipeline:
            doc = component(doc)
        yield doc


def score_trees(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Shares of words with the right tag, features, head, labelled head and lemma."""
    total = tags = feats = heads = labelled = lemmas = with_lemma = with_feats = 0
    for doc, gold in zip(_docs(nlp, (s.words for s in sentences)), sentences, strict=True):
        for token in doc:
            i = token.i
            right = token.head.i == gold.heads[i]
            total += 1
            tags += token.pos_ == gold.upos[i]
            heads += right
            labelled += right and token.dep_.lower().split(":")[0] == gold.labels[i].split(":")[0]
            if gold.feats is not None:
                with_feats += 1
                feats += str(token.morph) == gold.feats[i]
            if gold.lemmas is not None and gold.lemmas[i] not in ("", "_"):
                with_lemma += 1
                lemmas += token.lemma_.lower() == gold.lemmas[i].lower()
    shares = {"UPOS": tags / total, "UAS": heads / total, "LAS": labelled / total}
    return shares | {"FEATS": feats / max(with_feats, 1), "lemma": lemmas / max(with_lemma, 1)}


def score_entities(nlp: Language, sentences: list[entities.NamedSentence]) -> dict[str, float]:
    """Span precision, recall and F1."""
    found = wanted = both = 0
    for doc, gold in zip(_docs(nlp, (s.words for s in sentences)), sentences, strict=True):
        told = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
        spans = set(entities.spans(gold.tags))
        found, wanted, both = found + len(told), wanted + len(spans), both + len(told & spans)
    return {"P": both / max(found, 1), "R": both / max(wanted, 1), "F1": 2 * both / max(found + wanted, 1)}


def score_sentences(nlp: Language, path: Path) -> float:
    """F1 of sentence spans over annotated articles."""
    right = found = wanted = 0
    splitter = nlp.get_pipe("sentences")
    for line in path.read_text(encoding="utf8").splitlines():
        article = json.loads(line)
        text, spans = article["text"], {tuple(span) for span in article["sentences"]}
        told = set()
        for sentence in splitter(nlp.make_doc(text)).sents:
            inner = sentence.text.strip()
            if inner:
                start = text.index(inner, sentence.start_char)
                told.add((start, start + len(inner)))
        right, found, wanted = right + len(told & spans), found + len(told), wanted + len(spans)
    return 2 * right / max(found + wanted, 1)


def score_speed(nlp: Language, path: Path) -> dict[str, float]:
    """Words (between white space) a second of processor time, articles one by one, after a short warm-up."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines()]
    for text in texts[:5]:
        nlp(text)
    started = time.process_time()
    for text in texts[5:]:
        nlp(text)
    spent = time.process_time() - started
    words = sum(len(text.split()) for text in texts[5:])
    return {"words a second": words / spent, "ms for 300 words": 300e3 * spent / words}


def _show(name: str, scores: dict[str, float]) -> None:
    print(f"{name:28}" + "  ".join(f"{key} {value:.4f}" for key, value in scores.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    args = parser.parse_args()
    chosen = splits.test_trees if args.split == "test" else splits.development_trees
    sets = chosen(args.data / "treebank")
    news = load()
    for name, sentences in sets.items():
        _show(f"{name} ({name})", score_trees(load(name), sentences))
        _show(f"{name} (news)", score_trees(news, sentences))
    named = entities.read(args.data / "ner", args.split)
    for source in entities.SETS:
        part = [s for s in named if s.source == source]
        one = load(styles=(source,))
        _show(f"{source} (own guidelines)", score_entities(one, part))
        _show(f"{source} (as shipped)", score_entities(news, part))
    for split in ("train", "dev"):
        _show(f"sentences, gold/{split}", {"F1": score_sentences(news, args.data / "gold" / f"{split}_articles.jsonl")})
    _show("speed", score_speed(load(), args.data / "gold" / "dev_articles.jsonl"))


if __name__ == "__main__":
    main()
