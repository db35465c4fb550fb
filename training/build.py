"""One command from the data to the weights in the package: ``python -m training.build --data ../shared``."""

from __future__ import annotations

import argparse
import random
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from spacy.vectors import Vectors

from training import entities, export, splits, train, treebanks, vectors
from training.batches import Batcher, Inventory, Types
from training.model import Network, Shape

PACKAGE = Path(__file__).parents[1] / "src" / "saksi" / "language" / "weights"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="folder with treebank/, ner/ and text/")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where intermediate files go")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder of the weights")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=train.RATE, help="learning rate at its highest")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--no-vectors", action="store_true", help="leave the subword vectors out (a quick trial)")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)

    trees, dev = splits.training_trees(args.data / "treebank"), splits.development_trees(args.data / "treebank")
    named, named_dev = entities.read(args.data / "ner", "train"), entities.read(args.data / "ner", "dev")
    inventory = Inventory.of(trees, named)
    store: Vectors | None = None
    table, scale = np.zeros((1, 128), dtype=np.int8), np.zeros(1, dtype=np.float16)
    if not args.no_vectors:
        path = args.work / "floret.txt"
        if not path.exists():
            vectors.train(args.data / "text" / "raw.txt.gz", args.work)
        store, table, scale = vectors.load(path)
    sentences = [*trees, *named, *named_dev, *(s for part in dev.values() for s in part)]
    types = Types((word for s in sentences for word in s.words), inventory, store, 128)
    batcher = Batcher(inventory, types)
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
    )
    print(f"{len(trees)} trees, {len(named)} sentences with entities; {asdict(shape)}", flush=True)
    network = Network(shape)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))

    def report(averaged: Network, epoch: int) -> None:
        torch.save(averaged.state_dict(), args.work / f"network-{args.out.name}.pt")
        if epoch % 3 and epoch != args.epochs:
            return
        known = {name: [s for s in part if set(s.upos) <= set(inventory.upos)] for name, part in dev.items()}
        for name, part in known.items():
            scores = train.tree_scores(averaged, types, batcher, part)
            print(f"  {name} dev: " + " ".join(f"{key} {value:.4f}" for key, value in scores.items()), flush=True)
        print(f"  entities dev: {train.entity_scores(averaged, types, batcher, named_dev):.4f}", flush=True)

    averaged = train.train(network, types, batcher, trees, named, args.epochs, args.rate, args.seed, report)
    export.export(averaged.eval(), inventory, table, scale, args.out)
    print(f"weights in {args.out}")


if __name__ == "__main__":
    main()
