"""One command from the data to the weights in the package: ``python -m training.build --data ../shared``."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from spacy.vectors import Vectors

from training import acts, corpus, entities, export, language_model, names, splits, teaching, train, treebanks, vectors
from training.batches import Batcher, Inventory, Types
from training.model import Network, Shape

ACT_ROUNDS = 3  # times that each sentence of the articles annotated with events is read
PACKAGE = Path(__file__).parents[1] / "src" / "saksi" / "language" / "weights"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="folder with treebank/, ner/ and text/")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where intermediate files go")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder of the weights")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1, help="for the weights that are not pre-trained")
    parser.add_argument("--order", type=int, default=1, help="seed for the order of the sentences")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=train.RATE, help="learning rate at its highest")
    parser.add_argument("--language", type=Path, help="weights of an earlier pre-training, in place of a new one")
    parser.add_argument("--pass", type=float, default=1.0, dest="share", help="share of the raw text to pre-train on")
    parser.add_argument("--start", type=Path, help="weights of the whole network to go on from")
    parser.add_argument("--teacher", type=Path, help="weights of a network whose reading of raw text is learned too")
    parser.add_argument("--raw", type=int, default=50_000, help="raw sentences that a teacher reads")
    parser.add_argument("--annotated", type=float, default=1.0, help="share of the annotated sentences to learn from")
    parser.add_argument("--no-vectors", action="store_true", help="leave the subword vectors out (a quick trial)")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)

    trees, dev = corpus.training_trees(args.data / "treebank"), splits.development_trees(args.data / "treebank")
    named, named_dev = entities.read(args.data / "ner", "train"), entities.read(args.data / "ner", "dev")
    raw = list(language_model.sentences(args.data / "text" / "raw.txt.gz"))
    counts = Counter(word for words in raw for word in words)
    inventory = Inventory.of(trees, named, counts)
    store: Vectors | None = None
    table, scale = np.zeros((1, 128), dtype=np.int8), np.zeros(1, dtype=np.float16)
    if not args.no_vectors:
        path = args.work / "floret.txt"
        if not path.exists():
            vectors.train(args.data / "text" / "raw.txt.gz", args.work)
        store, table, scale = vectors.load(path)
    sentences = [*trees, *named, *named_dev, *(s for part in dev.values() for s in part)]
    words = {word for s in sentences for word in s.words}
    if not (args.language or args.start):
        words.update(counts)
    lessons: list[acts.ActSentence] = []
    if args.teacher:
        lessons = [acts.ActSentence(told, (None,) * len(told)) for told in random.sample(raw, args.raw)]
        lessons += acts.read(args.data) * ACT_ROUNDS
        random.shuffle(lessons)
    words.update(word for sentence in lessons for word in sentence.words)
    marked = names.read(args.data / "text" / "raw.txt.gz")
    words.update(word for sentence in marked for word in sentence.words)
    named += marked
    types = Types(words, inventory, store, 128)
    batcher = Batcher(inventory, types)
    if args.annotated < 1:
        trees, named = (random.sample(part, round(len(part) * args.annotated)) for part in (trees, named))
    shape = Shape(
        words=len(inventory.words),
        chars=len(inventory.alphabet),
        upos=len(inventory.upos),
        feats=len(inventory.feats),
        labels=len(inventory.labels),
        scripts=len(inventory.scripts),
        tags=len(entities.TAGS),
        markers=len(treebanks.MARKERS),
        styles=len(entities.SETS),
        acts=len(acts.TYPES),
    )
    print(f"{len(trees)} trees, {len(named)} sentences with entities; {asdict(shape)}", flush=True)
    network = Network(shape)
    if args.start:
        started = teaching.load(args.start, shape)
        inputs = train.joined_inputs(started, types, batcher, random.sample(trees, 400))
        network.load_state_dict(teaching.narrowed(started, inputs, shape.narrow))
    elif args.language:
        language_model.restore(network, args.language)
    else:
        language_model.pretrain(network, types, raw, args.seed, args.share, args.work)

    def report(averaged: Network, epoch: int) -> None:
        torch.save(averaged.state_dict(), args.work / f"network-{args.out.name}.pt")
        if epoch % 3 and epoch != args.epochs:
            return
        known = {name: [s for s in part if set(s.upos) <= set(inventory.upos)] for name, part in dev.items()}
        for name, part in known.items():
            scores = train.tree_scores(averaged, types, batcher, part)
            print(f"  {name} dev: " + " ".join(f"{key} {value:.4f}" for key, value in scores.items()), flush=True)
        for source in entities.SETS:
            part = [s for s in named_dev if s.source == source]
            print(f"  {source} dev: {train.entity_scores(averaged, types, batcher, part):.4f}", flush=True)

    teacher = teaching.load(args.teacher, shape).eval() if args.teacher else None
    averaged = train.train(
        network, types, batcher, trees, named, args.epochs, args.rate, args.order, report, teacher, lessons
    )
    export.export(averaged.eval(), inventory, table, scale, args.out)
    print(f"weights in {args.out}")


if __name__ == "__main__":
    main()
