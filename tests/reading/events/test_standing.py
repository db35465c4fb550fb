"""How an act stands in its sentence, and what that counts for where the text is a lone sentence."""

from __future__ import annotations

from typing import Any

import pytest

from saksi.reading.events.plausibility import AS_TOLD
from saksi.reading.events.standing import NAMES
from saksi.reading.weighing import weights


def test_the_weights_are_of_signs_that_there_are() -> None:
    assert set(weights("lone").of) <= NAMES | {AS_TOLD}


def test_the_weights_go_the_way_a_reader_would() -> None:
    of = weights("lone").of
    assert of[AS_TOLD] > 0.3
    assert of["heads the sentence"] > 0
    for background in ("inside a circumstance", "behind a word of circumstance", "inside a relative clause"):
        assert of[background] < 0, background


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Setahun setelah massa menyerbu kedutaannya, Vardania memutuskan hubungan dengan Kelmora.", "SANCTION"),
        ("Kelmora membebaskan 40 tahanan Vardania setelah kedua negara menandatangani kesepakatan damai.", "RETREAT"),
        ("Presiden Vardania, yang pekan lalu mengecam serangan Kelmora, bertemu utusan PBB pada Senin.", "CONSULT"),
    ],
)
def test_the_main_act_of_a_lone_sentence_is_the_surest(read: Any, text: str, told: str) -> None:
    events = read(text).events
    assert max(events, key=lambda event: event.confidence).type == told


def test_the_background_of_a_lone_sentence_is_kept_where_it_is_plausible(read: Any) -> None:
    report = read("Mesir mendesak Israel membuka perbatasan setelah Hamas menyerang Israel.")
    sure = {event.type: event.confidence for event in report.events}
    assert sure["REQUEST"] > sure["ASSAULT"]
