"""What the benches share: parses kept between runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin

from saksi.language import load


def parsed(rows: list[dict[str, Any]], cache: Path | None) -> list[Doc]:
    """The parses of the rows' texts, from ``cache`` where it exists."""
    nlp = load()
    if cache is not None and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = list(nlp.pipe(row["text"] for row in rows))
    if cache is not None:
        DocBin(docs=docs).to_disk(cache)
    return docs
