"""From files, folders, standard input and web pages to articles whose page furniture is understood."""

from saksi.articles.dates import BadDate, parse_day
from saksi.articles.furniture import understand
from saksi.articles.kinds import SUFFIXES
from saksi.articles.language import Language, foreign_language, language_of
from saksi.articles.outlets import Outlet, lookup
from saksi.articles.sources import load
from saksi.articles.unreadable import MOST_CHARACTERS, Unreadable

__all__ = [
    "MOST_CHARACTERS",
    "SUFFIXES",
    "BadDate",
    "Language",
    "Outlet",
    "Unreadable",
    "foreign_language",
    "language_of",
    "load",
    "lookup",
    "parse_day",
    "understand",
]
