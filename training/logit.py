"""Conditional logit (McFadden 1974): weights under which the right alternatives of many choices are likeliest."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


def fit(
    rows: csr_matrix,
    owner: np.ndarray,
    good: np.ndarray,
    penalty: np.ndarray,
    rounds: int,
    worth: np.ndarray | None = None,
) -> np.ndarray:
    """The weights of the columns of ``rows``, held in by an L2 ``penalty`` each.

    A row is an alternative, ``owner`` [rows] the number of its choice from 0 on, ``good`` [rows] how right it is, 0 to
    1; any right alternative of a choice will do. ``rounds`` of L-BFGS at most. ``worth`` [choices]: what each choice
    counts, 1 if not told.
    """
    count = int(owner.max()) + 1
    worth = np.ones(count) if worth is None else worth
    turned = rows.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = rows @ weights
        top = np.full(count, -np.inf)
        np.maximum.at(top, owner, sums)
        raised = np.exp(sums - top[owner])
        whole, won = np.bincount(owner, raised), np.maximum(np.bincount(owner, raised * good), 1e-12)
        slope = turned @ ((raised / whole[owner] - raised * good / won[owner]) * worth[owner])
        value = float((np.log(whole / won) * worth).sum() + 0.5 * np.sum(penalty * weights**2))
        return value, slope + penalty * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(found.x)
