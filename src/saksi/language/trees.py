"""Best heads of a sentence out of arc scores: greedy, and the maximum spanning tree where greedy is none.

Chu & Liu (1965), Edmonds (1967); one root a sentence, as Universal Dependencies demands.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_heads(scores: Floats) -> Ints:
    """[n, n + 1] score of each head for each word (column n is the root) -> [n] heads, n for the root."""
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(n)] = -np.inf
    heads: Ints = scores.argmax(1).astype(np.int64)
    if (heads == n).sum() == 1 and not _cycle(heads.tolist()):
        return heads
    # The root that costs least against each word's best other head; the rest may not be roots.
    others = scores[:, :n].max(1) if n > 1 else np.zeros(n, dtype=scores.dtype)
    root = int((scores[:, n] - others).argmax())
    square = np.full((n + 1, n + 1), -np.inf)  # row: word, column: head, number 0 is the root
    square[1:, 1:] = scores[:, :n]
    square[root + 1, :] = -np.inf
    square[root + 1, 0] = 0.0
    found = _spanning_tree(square)[1:] - 1
    found[root] = n
    return found


def _cycle(heads: list[int]) -> list[int]:
    """The members of some cycle, [] if there is none; a head outside the list ends a path."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        node, path = start, []
        while 0 <= node < len(heads) and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if 0 <= node < len(heads) and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _spanning_tree(scores: npt.NDArray[np.float64]) -> Ints:
    """Heads of the best tree rooted in 0 (its own head is -1); ``scores[word, head]``."""
    n = len(scores)
    heads: Ints = scores.argmax(1).astype(np.int64)
    heads[0] = -1
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    kept = scores[members, heads[members]]
    k = len(outside)
    smaller = np.full((k + 1, k + 1), -np.inf)
    smaller[:k, :k] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(members, outside)] - kept[:, None]  # what it costs to break the cycle at a member
    entry = into.argmax(0)
    smaller[k, :k] = into[entry, np.arange(k)] + kept.sum()
    out = scores[np.ix_(outside, members)]
    leaving = out.argmax(1)
    smaller[:k, k] = out[np.arange(k), leaving]
    smaller[0, :] = -np.inf
    found = _spanning_tree(smaller)
    for i in range(1, k):
        heads[outside[i]] = members[leaving[i]] if found[i] == k else outside[found[i]]
    broken = members[entry[found[k]]]
    heads[broken] = outside[found[k]]
    return heads
