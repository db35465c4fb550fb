"""The terminal view: every field is there at any width, and no article steers the terminal."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from saksi.export.labels import LANGUAGES
from saksi.export.text import explain, render
from saksi.export.visible import clip, visible
from saksi.report import Article, Report

from .attack import HOSTILE, hostile
from .sample import report


def shown(made: Report, width: int, lang: str = "en", terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, force_terminal=terminal, color_system=None)
    render(made, console, lang)
    explain(made, console, lang)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 110, 200])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_shows_who_when_where_and_according_to_whom(width: int, lang: str) -> None:
    text = shown(report(), width, lang)
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.split())
    for piece in ("Halvorsen", "Guaviare", "2016", "AFP", "Reuters", "mengebom", "Havana", "S/RES/0"):
        assert piece in flat
    assert {"en": "did not happen", "id": "tidak terjadi"}[lang] in flat
    assert "81%" in flat


def test_the_words_an_event_was_read_from_are_quoted() -> None:
    flat = " ".join(shown(report(), 80).split())
    assert (
        "“mengebom” “kamp kelompoknya” “Rabu (11/6)” “Guaviare” “Sembilan orang tewas” “14 lainnya luka-luka”" in flat
    )
    assert "militer Kolombia → Front Sungai Biru" in flat
    assert "According to Mateo Quiroga → AFP → Kabar Contoh" in flat


def test_the_trace_names_step_words_and_choice() -> None:
    assert "events “mengebom”: frame ASSAULT aerial, active voice" in " ".join(shown(report(), 80).split())


def test_an_article_without_events_says_so() -> None:
    empty = Report(id="kosong", article=Article(id="kosong", text="Cuaca cerah."))
    text = shown(empty, 80)
    assert "No event was found" in text
    assert "publication date unknown" in text


@pytest.mark.parametrize("width", [60, 140])
def test_hostile_text_is_shown_not_obeyed(width: int) -> None:
    text = shown(hostile(), width)
    steering = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]
    assert steering == []
    assert "[red]kurung[/red]" in "".join(text.split())
    assert "␛[31m" in "".join(text.split())


@given(st.text())
def test_visible_keeps_offsets_and_lets_no_control_through(text: str) -> None:
    made = visible(text)
    assert len(made) == len(text)
    assert not [c for c in made if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not set(made) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    made.encode()


@given(st.text(), st.integers(1, 30))
def test_a_clipped_line_fits(text: str, width: int) -> None:
    assert len(clip(text, width)) <= max(width, 2)
    assert "\n" not in clip(HOSTILE + text, width)
