"""What the benches share: the annotated articles' own scorer, and parses kept between runs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin

from saksi.language import load


def scorer(data: Path) -> Any:
    """The scorer that lies beside the annotated articles under ``data``, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", data / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(rows: list[dict[str, Any]], cache: Path | None) -> list[Doc]:
    """The parses of the rows' texts, from ``cache`` where it exists."""
    nlp = load()
    if cache is not None and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = list(nlp.pipe(row["text"] for row in rows))
    if cache is not None:
        DocBin(docs=docs).to_disk(cache)
    return docs
