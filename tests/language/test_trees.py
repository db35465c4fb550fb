"""The tree decoder against every tree there is, on small sentences."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saksi.language.trees import best_heads


def _is_tree(heads: tuple[int, ...], n: int) -> bool:
    if sum(head == n for head in heads) != 1:
        return False
    for start in range(n):
        node, steps = start, 0
        while node != n and steps <= n:
            node, steps = heads[node], steps + 1
        if node != n:
            return False
    return True


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_heads_are_a_tree_with_one_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = tuple(best_heads(scores).tolist())
    assert _is_tree(heads, n)
    if sum(scores[i, :].argmax() == n for i in range(n)) == 1:
        greedy = tuple(int(np.where(np.arange(n + 1) == i, -np.inf, scores[i]).argmax()) for i in range(n))
        if _is_tree(greedy, n):
            assert heads == greedy


@given(st.integers(2, 4), st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_under_its_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = tuple(best_heads(scores).tolist())
    root = heads.index(n)
    rivals = [
        tree for tree in itertools.product(range(n + 1), repeat=n) if _is_tree(tree, n) and tree[root] == n
        if all(tree[i] != i for i in range(n))
    ]  # fmt: skip
    best = max(sum(float(scores[i, head]) for i, head in enumerate(tree)) for tree in rivals)
    assert sum(float(scores[i, head]) for i, head in enumerate(heads)) >= best - 1e-5
