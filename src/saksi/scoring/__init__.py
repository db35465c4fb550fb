"""Scoring reports against articles that people annotated: how many acts are found, and how right their fields are."""

from saksi.scoring.measures import Score, score
from saksi.scoring.records import ScoringError, load_lines

__all__ = ["Score", "ScoringError", "load_lines", "score"]
