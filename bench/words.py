"""Words between white space that the pipeline reads in a second of processor time, articles one by one.

    python -m bench.words ARTICLES.jsonl

A program of its own, so that numpy is loaded the way a reader of articles loads it. Prints three rates: each pass reads
all articles with a pipeline that has not seen them.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from saksi.language import load

PASSES, WARM_UP = 3, 3


def main() -> None:
    texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text(encoding="utf8").splitlines()]
    words = sum(len(text.split()) for text in texts[WARM_UP:])
    for _ in range(PASSES):
        nlp = load()
        for text in texts[:WARM_UP]:
            nlp(text)
        started = time.process_time()
        for text in texts[WARM_UP:]:
            nlp(text)
        print(f"{words / (time.process_time() - started):.0f}")


if __name__ == "__main__":
    main()
