from collections.abc import Callable

import pytest

from saksi.articles import understand
from saksi.reading.reader import Reader
from saksi.report import Article, Report

Read = Callable[..., Report]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    def run(text: str, published: str | None = "2024-05-16", explain: bool = False) -> Report:
        return reader.read(understand(Article(id="test", text=text, published=published)), explain=explain)

    return run
