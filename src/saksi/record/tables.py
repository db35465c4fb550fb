"""The tables of the record. How they are made and changed stands in ``migrations``; a test holds the two together.

Ids are text and derived from content, so that two runs over the same input give the same ones: an article's is
``saksi.record.ids.article_id``, everything read in it is ``<article id>:<id in the report>``. The numbers ``n`` only
join a row to its full-text index and never leave the store; nor do the times at which rows were written. Dates and
days are ISO 8601 text, spans are characters of the article's text, end exclusive.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    text,
)

# Text that is compared and sorted: by its code points in PostgreSQL too, whatever the language of the server.
Key = Text().with_variant(Text(collation="C"), "postgresql")
_Number = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _by(*columns: str, name: str) -> Index:
    """An index for equality alone, without PostgreSQL's limit on the length of what is in a sorted one."""
    return Index(name, *columns, postgresql_using="hash")


def _n() -> Column[int]:
    return Column("n", _Number, primary_key=True, autoincrement=True)


def _of(table: str, *, primary_key: bool = False, index: bool = False) -> Column[str]:
    """The column that says which article, event or entity a row belongs to; the row goes with it."""
    target = ForeignKey(f"{table}s.id" if table != "entity" else "entities.id", ondelete="CASCADE")
    return Column(f"{table}_id", Key, target, primary_key=primary_key, nullable=False, index=index)


_UNCOMPARED = text("NOT compared")

articles = Table(
    "articles",
    metadata,
    _n(),
    Column("id", Key, nullable=False, unique=True),
    Column("given_id", Key),  # the id in the user's file
    Column("title", Key),
    Column("outlet", Key),
    Column("url", Key),
    Column("published", Key),
    Column("language", Key, nullable=False),
    Column("origin", Key),
    Column("text", Text, nullable=False),
    Column("body_hash", Key, nullable=False, index=True),  # saksi.record.ids.body_hash
    Column("copy_group", Key, nullable=False, index=True),  # the earliest article of its group of copies, or itself
    Column("copied_from", Key, index=True),  # article id, where known
    Column("added", Key, nullable=False),
    Column("compared", Boolean, nullable=False, default=False, server_default=false()),  # with its days' others
    _by("outlet", name="ix_articles_outlet"),
    Index("ix_articles_published_id", "published", "id"),
    Index("ix_articles_uncompared", "id", sqlite_where=_UNCOMPARED, postgresql_where=_UNCOMPARED),
)

reports = Table(
    "reports",
    metadata,
    _of("article", primary_key=True),
    Column("schema", Key, nullable=False),
    Column("version", Key, nullable=False),  # of Saksi
    Column("codebook", Key, nullable=False),
    Column("read_at", Key, nullable=False),
    Column("json", LargeBinary, nullable=False),  # the whole report, zlib
    Index("ix_reports_codebook_version", "codebook", "version"),
)

_LASTING = text("date_from < date_to")

# A row is an event as it stands: as it was read, with the corrections of the review that holds.
events = Table(
    "events",
    metadata,
    _n(),
    Column("id", Key, nullable=False, unique=True),
    _of("article", index=True),
    Column("type", Key, nullable=False),
    Column("mode", Key),
    Column("contexts", JSON, nullable=False),
    Column("quad", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("status", Key, nullable=False),
    Column("date_value", Key),  # as read, cut to what is known
    Column("date_end", Key),
    Column("date_from", Key),  # first and last day it may mean
    Column("date_to", Key),
    Column("place_name", Key),
    Column("place_key", Key),  # saksi.record.ids.folded
    Column("place_country", Key),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonameid", Integer),
    Column("killed", Integer),
    Column("injured", Integer),
    Column("arrested", Integer),
    Column("confidence", Float, nullable=False),
    Column("trigger_start", Integer),
    Column("trigger_end", Integer),
    Column("sentence_start", Integer),
    Column("sentence_end", Integer),
    Column("story_id", Key, index=True),
    Column("review", Key),  # null, confirmed, corrected or rejected
    Column("flagged", Boolean, nullable=False, default=False),
    Index("ix_events_date_from_id", "date_from", "id"),
    Index("ix_events_type_date_from_id", "type", "date_from", "id"),
    Index("ix_events_mode_date_from_id", "mode", "date_from", "id"),
    Index("ix_events_status_date_from_id", "status", "date_from", "id"),
    Index("ix_events_place_country_date_from_id", "place_country", "date_from", "id"),
    Index("ix_events_place_key_date_from_id", "place_key", "date_from", "id"),
    Index("ix_events_review_confidence_id", "review", "confidence", "id"),
    Index("ix_events_confidence_id", "confidence", "id"),
    # those that last, so that a search by day need not go through all that began before
    Index("ix_events_lasting", "date_to", "date_from", sqlite_where=_LASTING, postgresql_where=_LASTING),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Key, primary_key=True),
    _of("article", index=True),
    Column("name", Key, nullable=False),
    Column("kind", Key, nullable=False),
    Column("country", Key),
    Column("sectors", JSON, nullable=False),
    Column("role", Key),
    Column("aliases", JSON, nullable=False),
    Column("actor_id", Key, index=True),  # who it is across the record
    _by("name", name="ix_entities_name"),
    sqlite_with_rowid=False,
)

parties = Table(
    "parties",
    metadata,
    _of("event", primary_key=True),
    Column("role", Key, primary_key=True),  # actor, recipient or source
    Column("position", Integer, primary_key=True),  # from 0, in the order of the report
    _of("entity", index=True),
    sqlite_with_rowid=False,
)

# The countries on the two sides of an event, each pair once; empty where a side has none.
pairs = Table(
    "pairs",
    metadata,
    _of("event", primary_key=True),
    Column("actor_country", Key, primary_key=True),
    Column("recipient_country", Key, primary_key=True),
    Column("date_from", Key),
    Index("ix_pairs_actor", "actor_country", "recipient_country", "date_from", "event_id"),
    Index("ix_pairs_recipient", "recipient_country", "date_from", "event_id"),
    sqlite_with_rowid=False,
)

evidence = Table(
    "evidence",
    metadata,
    _of("event", primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Key, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("entity_id", Key),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    _n(),
    Column("id", Key, nullable=False, unique=True),
    _of("article", index=True),
    Column("speaker_id", Key, index=True),
    Column("addressee_id", Key),
    Column("via", JSON, nullable=False),  # entity ids
    Column("direct", Boolean, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("content_start", Integer),
    Column("content_end", Integer),
    Column("published", Key),  # of the article
    Index("ix_statements_published_id", "published", "id"),
)

relations = Table(
    "relations",
    metadata,
    Column("id", Key, primary_key=True),  # <article id>:r1 ..., in the order of the report
    _of("article", index=True),
    Column("from_id", Key, nullable=False, index=True),
    Column("to_id", Key, nullable=False, index=True),
    Column("kind", Key, nullable=False),
    Column("date_value", Key),
    Column("date_end", Key),
    Column("evidence", JSON, nullable=False),  # spans
    sqlite_with_rowid=False,
)

findings = Table(
    "findings",
    metadata,
    _of("event", primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("regime", Key, nullable=False),
    Column("rule", Key, nullable=False),
    Column("instrument", Key, nullable=False),
    Column("why", Key, nullable=False),
    Index("ix_findings_regime_rule", "regime", "rule"),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("id", Key, primary_key=True),
    Column("type", Key, nullable=False, index=True),
    Column("status", Key, nullable=False, default="actual"),
    Column("date_from", Key, index=True),
    Column("date_to", Key),
    Column("place_name", Key),
    Column("place_country", Key, index=True),
    Column("articles", Integer, nullable=False, default=1),
    Column("copies", Integer, nullable=False, default=0),
    Column("independent_sources", Integer, nullable=False, default=1, index=True),
    Column("parties", JSON, nullable=False, default=list),
    Column("sources", JSON, nullable=False, default=list),  # those that are independent of each other
    Column("disagreements", JSON, nullable=False),
    sqlite_with_rowid=False,
)

actors = Table(
    "actors",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Key, nullable=False),
    Column("kind", Key, nullable=False),
    Column("country", Key, index=True),
    Column("aliases", JSON, nullable=False),
    _by("name", name="ix_actors_name"),
    sqlite_with_rowid=False,
)

# What was joined into one actor and why; undone is the time at which the joining was taken back.
merges = Table(
    "merges",
    metadata,
    _n(),
    Column("kept", Key, nullable=False, index=True),
    Column("joined", Key, nullable=False, index=True),
    Column("reason", Key, nullable=False),
    Column("by", Key, nullable=False),
    Column("at", Key, nullable=False),
    Column("undone", Key),
)

# Append-only but for event_id and applied, which follow an event when its article is read again.
reviews = Table(
    "reviews",
    metadata,
    _n(),
    Column("act", Key, nullable=False, index=True),  # one press of a key: what is done together is undone together
    Column("article_id", Key, nullable=False, index=True),
    Column("event_id", Key, index=True),  # null while no event of the report answers to it
    Column("given_event_id", Key, nullable=False),  # as it was called when it was reviewed
    Column("coder", Key, nullable=False, index=True),
    Column("at", Key, nullable=False),
    Column("verdict", Key, nullable=False),  # confirmed, corrected, rejected, flagged or undone
    Column("changes", JSON, nullable=False),  # fields as the coder gave them
    Column("applied", JSON, nullable=False),  # the same in the ids of the report that now stands
    Column("seen", JSON, nullable=False),  # the event, and the entities it or the changes name, as the coder saw them
    Column("undoes", _Number, index=True),  # n of the review that this one takes back
    Column("note", Key),
    Column("project", Key, index=True),  # for which it was given
    Column("blind", Integer),  # how many coders judge the event there, none seeing the others; null for one alone
)

audit = Table(
    "audit",
    metadata,
    _n(),
    Column("at", Key, nullable=False),
    Column("who", Key, nullable=False),
    Column("action", Key, nullable=False, index=True),
    Column("subject", Key, nullable=False),
    Column("detail", JSON, nullable=False),
    _by("subject", name="ix_audit_subject"),
)

# The ledger of ingestion: one row a shard of input.
shards = Table(
    "shards",
    metadata,
    Column("id", Key, primary_key=True),  # hash of the shard's input
    Column("input", Key, nullable=False),
    Column("version", Key, nullable=False),  # of Saksi
    Column("codebook", Key, nullable=False),
    Column("state", Key, nullable=False, index=True),
    Column("rows", Integer),
    Column("failed", Integer),
    Column("seconds", Float),
    Column("error", Key),
    Column("output", Key),
    Column("worker", Key),
    Column("started", Key),
    Column("finished", Key),
    sqlite_with_rowid=False,
)

failures = Table(
    "failures",
    metadata,
    _n(),
    Column("shard_id", Key, index=True),
    Column("item", Key, nullable=False),
    Column("reason", Key, nullable=False),
    Column("at", Key, nullable=False),
    _by("item", name="ix_failures_item"),
)
