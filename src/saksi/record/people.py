"""The tables of those who work on a record: accounts, saved views, and the queue of two coders.

Times are UTC, ISO 8601, to the second. Nothing here is part of an export but the agreed coding, which becomes a review.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from saksi.record.tables import Key, metadata

_Number = BigInteger().with_variant(Integer(), "sqlite")

users = Table(
    "users",
    metadata,
    Column("name", Key, primary_key=True),
    Column("role", Key, nullable=False),  # reader, coder, editor or admin
    Column("password", Key, nullable=False),  # argon2id, in its own notation
    Column("active", Boolean, nullable=False),
    Column("created", Key, nullable=False),
    sqlite_with_rowid=False,
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Key, primary_key=True),  # SHA-256 of the key that the browser or the program holds
    Column("user", Key, ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("proof", Key, nullable=False),  # what a write by this session must bring besides its cookie
    Column("label", Key),  # of a program's token; null for a browser
    Column("created", Key, nullable=False),
    Column("seen", Key, nullable=False),
    Column("expires", Key, nullable=False),
    sqlite_with_rowid=False,
)

# A page with its filters, under a name.
views = Table(
    "views",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=True),
    Column("owner", Key, nullable=False),
    Column("name", Key, nullable=False),
    Column("page", Key, nullable=False),  # path
    Column("query", Key, nullable=False),  # the address behind the question mark
    Column("shared", Boolean, nullable=False),
    Column("created", Key, nullable=False),
    UniqueConstraint("owner", "name", name="uq_views_owner_name"),
)

# Which event lies before which coder, so that two of one queue do not work on the same.
claims = Table(
    "claims",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("coder", Key, nullable=False, index=True),
    Column("until", Key, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# What each of two coders says about an event without seeing the other's word; append-only but for undone and settled.
codings = Table(
    "codings",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=True),
    Column("act", Key, nullable=False, index=True),  # one press of a key, as in reviews
    Column("event_id", Key, nullable=False),
    Column("coder", Key, nullable=False),
    Column("at", Key, nullable=False),
    Column("verdict", Key, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("undone", Key),  # when it was taken back
    Column("settled", Key),  # the act of the review that came of it
    Index("ix_codings_event_id", "event_id"),
    Index("ix_codings_coder", "coder", "undone"),
)
