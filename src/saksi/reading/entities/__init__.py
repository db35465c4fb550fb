"""Entities: who is named, how the mentions belong together, which state and sector each party has."""

from saksi.reading.entities.build import build_parties
from saksi.reading.entities.parties import ArticleParties

__all__ = ["ArticleParties", "build_parties"]
