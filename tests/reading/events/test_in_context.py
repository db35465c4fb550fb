"""The networks over the encoder's vectors: what they look at, what their numbers obey, and that they are weighed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from saksi.reading.events import signs
from saksi.reading.events.casting import WEIGHED
from saksi.reading.events.in_context import SIGN, Network, Seen, act_value, filler_values, network
from saksi.reading.reader import default_reader
from saksi.reading.weighing import weights, weights_of_sides

TEXT = """Jakarta - Pemerintah Indonesia mengecam serangan udara Israel ke Gaza pada Senin (3/6/2024).

Polisi menangkap lima pengunjuk rasa di depan kedutaan besar Amerika Serikat.

Jalan di sekitarnya ramai seperti biasa."""


def seen(rng: np.random.Generator, count: int) -> Seen:
    sizes = (1024,), (count, 1024), (count, 9)
    return Seen(*(rng.normal(size=size).astype(np.float32) for size in sizes))


def test_the_networks_fit_the_encoder() -> None:
    width = default_reader().language("Polisi menangkap warga.").tensor.shape[1]
    assert network("acts").of["in"].shape[0] == 3 * width
    for side in WEIGHED:
        assert network(side).of["act"].shape[0] == network(side).of["filler"].shape[0] == 2 * width


def test_no_network_is_surer_than_six_even_of_nonsense() -> None:
    rng = np.random.default_rng(1)
    for kind in ("ACCUSE", "a type of a user's own"):
        view = (1000 * rng.normal(size=1536)).astype(np.float32)
        assert abs(act_value(network("acts"), view, kind)) <= 6
        assert all(abs(value) <= 6 for side in WEIGHED for value in filler_values(network(side), seen(rng, 5), kind))


@pytest.mark.parametrize("side", WEIGHED)
def test_the_order_of_fillers_does_not_count(side: str) -> None:
    rng = np.random.default_rng(2)
    one = seen(rng, 6)
    turned = Seen(one.act, one.fillers[::-1], one.stands[::-1])
    there, back = (filler_values(network(side), choice, "ASSAULT") for choice in (one, turned))
    assert back[::-1] == pytest.approx(there, abs=2e-3)


def test_who_is_not_named_around_is_not_looked_at() -> None:
    arrays = {
        "act": np.zeros((2, 1)), "bias": np.zeros(1), "filler": np.zeros((2, 1)), "filler.bias": np.full(1, 9.0),
        "stands": np.zeros((9, 1)), "type": np.zeros((1, 1)), "both": np.ones((2, 1)), "both.bias": np.zeros(1),
        "out": np.ones(1),
    }  # fmt: skip
    fillers = np.array([[0.0, 0.0], [1.0, 1.0]], dtype=np.float32)
    choice = Seen(np.zeros(2, np.float32), fillers, np.zeros((2, 9), np.float32))
    unnamed, named = filler_values(Network(arrays, ["AID"]), choice, "AID")
    assert unnamed < named


def test_the_numbers_are_weighed_beside_the_signs() -> None:
    assert weights("plausibility").of[SIGN] > 0
    assert all(weights_of_sides()[side].of[SIGN] > 0 for side in WEIGHED)


@pytest.mark.parametrize(("value", "kept"), [(6.0, True), (-6.0, False)])
def test_what_the_words_are_like_in_context_can_decide(
    read: Any, monkeypatch: pytest.MonkeyPatch, value: float, kept: bool
) -> None:
    monkeypatch.setattr(signs, "act_value", lambda *_: value)
    types = {event.type for event in read(TEXT).events}
    assert ({"ACCUSE", "COERCE"} <= types) if kept else not types
