"""The tables of those who work on a record: accounts, saved views, who works on what. Nothing of it is exported.

Times are UTC, ISO 8601, to the second.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, Table, UniqueConstraint

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

# Which acts of reviewing settled what two coders saw differently.
rulings = Table(
    "rulings",
    metadata,
    Column("act", Key, primary_key=True),
    Column("event_id", Key, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Tries to log in, which count against whoever made them until then.
tries = Table(
    "tries",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=True),
    Column("key", Key, nullable=False, index=True),  # SHA-256 of name and address, or of the address alone
    Column("until", Key, nullable=False, index=True),
)

# What is to be coded, and by whom.
projects = Table(
    "projects",
    metadata,
    Column("name", Key, primary_key=True),
    Column("query", Key, nullable=False),  # filters, as the address of a page has them
    Column("coders", JSON, nullable=False),
    Column("each", Integer, nullable=False),  # how many of them judge each event
    Column("dealt", Boolean, nullable=False),  # whether each event has its coders from the beginning
    Column("owner", Key, nullable=False),
    Column("created", Key, nullable=False),
    Column("closed", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
