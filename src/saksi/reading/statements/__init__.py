"""Who says what to whom, through whom: quotations, reported speech, and the sources of events."""

from saksi.reading.statements.index import StatementIndex, find_statements
from saksi.reading.statements.quotes import Quote, find_quotes
from saksi.reading.statements.sources import Credit, quoted_after, sources_for, teller_of
from saksi.reading.statements.words import SaidBy

__all__ = [
    "Credit",
    "Quote",
    "SaidBy",
    "StatementIndex",
    "find_quotes",
    "find_statements",
    "quoted_after",
    "sources_for",
    "teller_of",
]
