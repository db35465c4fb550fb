"""The quick ways to a word's vector give what the plain ones give."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.strings import StringStore

from saksi.language.assets import load_assets
from saksi.language.spelling import Spelling
from saksi.language.vectors import Subwords, floret_vectors
from saksi.language.words import spelled

_WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1, max_size=8)
_SIZES = [["a", "ab", "tangkap", "x" * 21], ["y" * 22], ["y" * 23], ["z" * 60, "é", "三"]]


def _same_subwords(words: list[str]) -> None:
    rng = np.random.default_rng(1)
    table, scale = rng.integers(-127, 128, (500, 8), dtype=np.int8), rng.random(500).astype(np.float16)
    plain = np.asarray(floret_vectors(StringStore(), table, scale).get_batch(words))
    assert np.array_equal(Subwords(table, scale).get_batch(words), plain)


def _same_spelling(words: list[str]) -> None:
    assets = load_assets()
    letters = assets.arrays["words.char.weight"][np.stack([spelled(word, assets.names.alphabet) for word in words])]
    columns = []
    for name, width in (("conv3", 3), ("conv4", 4)):
        weight, bias = assets.arrays[f"words.{name}.weight"], assets.arrays[f"words.{name}.bias"]
        padded = np.pad(letters, ((0, 0), (width // 2, width // 2), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=1)
        columns.append(np.einsum("upcw,fcw->upf", windows, weight).max(1) + bias)
    expected = np.maximum(np.concatenate(columns, 1), 0)
    assert np.allclose(Spelling(assets.arrays, assets.names.alphabet)(words), expected, atol=1e-4)


def test_words_of_every_length() -> None:
    for words in _SIZES:
        _same_subwords(words)
        _same_spelling(words)


@settings(deadline=None)
@given(_WORDS)
def test_any_words(words: list[str]) -> None:
    _same_subwords(words)
    _same_spelling(words)
