"""The first tables of the record, and its full-text indexes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# A blank line stands between two statements.
# SQLite: the index of articles reads their table; those of events and statements hold their own words.
SQLITE = """
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, text, content = 'articles', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2')

CREATE VIRTUAL TABLE events_fts USING fts5(
  actors, recipients, sources, words, tokenize = 'unicode61 remove_diacritics 2')

CREATE VIRTUAL TABLE statements_fts USING fts5(
  speaker, words, tokenize = 'unicode61 remove_diacritics 2')

CREATE TRIGGER articles_fts_add AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END

CREATE TRIGGER articles_fts_remove AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END

CREATE TRIGGER events_fts_remove AFTER DELETE ON events BEGIN
  DELETE FROM events_fts WHERE rowid = old.n;
END

CREATE TRIGGER statements_fts_remove AFTER DELETE ON statements BEGIN
  DELETE FROM statements_fts WHERE rowid = old.n;
END
"""
# PostgreSQL: the columns of an index are the weights of its words, A for the first.
POSTGRESQL = """
CREATE TABLE articles_fts (
  rowid bigint PRIMARY KEY REFERENCES articles (n) ON DELETE CASCADE, tsv tsvector NOT NULL)

CREATE TABLE events_fts (
  rowid bigint PRIMARY KEY REFERENCES events (n) ON DELETE CASCADE,
  actors text, recipients text, sources text, words text, tsv tsvector NOT NULL)

CREATE TABLE statements_fts (
  rowid bigint PRIMARY KEY REFERENCES statements (n) ON DELETE CASCADE,
  speaker text, words text, tsv tsvector NOT NULL)

CREATE INDEX ix_articles_fts_tsv ON articles_fts USING gin (tsv)

CREATE INDEX ix_events_fts_tsv ON events_fts USING gin (tsv)

CREATE INDEX ix_statements_fts_tsv ON statements_fts USING gin (tsv)
"""


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "actors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("country", KEY, nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actors"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actors_country", "actors", ["country"])
    op.create_index("ix_actors_name", "actors", ["name"], unique=False, postgresql_using="hash")
    op.create_table(
        "articles",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("given_id", KEY, nullable=True),
        sa.Column("title", KEY, nullable=True),
        sa.Column("outlet", KEY, nullable=True),
        sa.Column("url", KEY, nullable=True),
        sa.Column("published", KEY, nullable=True),
        sa.Column("language", KEY, nullable=False),
        sa.Column("origin", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body_hash", KEY, nullable=False),
        sa.Column("copy_group", KEY, nullable=False),
        sa.Column("copied_from", KEY, nullable=True),
        sa.Column("added", KEY, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    op.create_index("ix_articles_body_hash", "articles", ["body_hash"])
    op.create_index("ix_articles_copied_from", "articles", ["copied_from"])
    op.create_index("ix_articles_copy_group", "articles", ["copy_group"])
    op.create_index("ix_articles_outlet", "articles", ["outlet"], unique=False, postgresql_using="hash")
    op.create_index("ix_articles_published_id", "articles", ["published", "id"])
    op.create_table(
        "audit",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("who", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit"),
    )
    op.create_index("ix_audit_action", "audit", ["action"])
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False, postgresql_using="hash")
    op.create_table(
        "failures",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("shard_id", KEY, nullable=True),
        sa.Column("item", KEY, nullable=False),
        sa.Column("reason", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_failures"),
    )
    op.create_index("ix_failures_item", "failures", ["item"], unique=False, postgresql_using="hash")
    op.create_index("ix_failures_shard_id", "failures", ["shard_id"])
    op.create_table(
        "merges",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("kept", KEY, nullable=False),
        sa.Column("joined", KEY, nullable=False),
        sa.Column("reason", KEY, nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("undone", KEY, nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_merges"),
    )
    op.create_index("ix_merges_joined", "merges", ["joined"])
    op.create_index("ix_merges_kept", "merges", ["kept"])
    op.create_table(
        "reviews",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=True),
        sa.Column("given_event_id", KEY, nullable=False),
        sa.Column("coder", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("verdict", KEY, nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("applied", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("undoes", NUMBER, nullable=True),
        sa.Column("note", KEY, nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_reviews"),
    )
    op.create_index("ix_reviews_act", "reviews", ["act"])
    op.create_index("ix_reviews_article_id", "reviews", ["article_id"])
    op.create_index("ix_reviews_coder", "reviews", ["coder"])
    op.create_index("ix_reviews_event_id", "reviews", ["event_id"])
    op.create_index("ix_reviews_undoes", "reviews", ["undoes"])
    op.create_table(
        "shards",
        sa.Column("id", KEY, nullable=False),
        sa.Column("input", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("codebook", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("error", KEY, nullable=True),
        sa.Column("output", KEY, nullable=True),
        sa.Column("worker", KEY, nullable=True),
        sa.Column("started", KEY, nullable=True),
        sa.Column("finished", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_shards"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shards_state", "shards", ["state"])
    op.create_table(
        "stories",
        sa.Column("id", KEY, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("date_from", KEY, nullable=True),
        sa.Column("date_to", KEY, nullable=True),
        sa.Column("place_name", KEY, nullable=True),
        sa.Column("place_country", KEY, nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("disagreements", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stories_date_from", "stories", ["date_from"])
    op.create_index("ix_stories_independent_sources", "stories", ["independent_sources"])
    op.create_index("ix_stories_place_country", "stories", ["place_country"])
    op.create_index("ix_stories_type", "stories", ["type"])
    op.create_table(
        "entities",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("country", KEY, nullable=True),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("role", KEY, nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("actor_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_entities_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_entities"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entities_actor_id", "entities", ["actor_id"])
    op.create_index("ix_entities_article_id", "entities", ["article_id"])
    op.create_index("ix_entities_name", "entities", ["name"], unique=False, postgresql_using="hash")
    op.create_table(
        "events",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("mode", KEY, nullable=True),
        sa.Column("contexts", sa.JSON(), nullable=False),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("date_value", KEY, nullable=True),
        sa.Column("date_end", KEY, nullable=True),
        sa.Column("date_from", KEY, nullable=True),
        sa.Column("date_to", KEY, nullable=True),
        sa.Column("place_name", KEY, nullable=True),
        sa.Column("place_key", KEY, nullable=True),
        sa.Column("place_country", KEY, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("killed", sa.Integer(), nullable=True),
        sa.Column("injured", sa.Integer(), nullable=True),
        sa.Column("arrested", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=True),
        sa.Column("trigger_end", sa.Integer(), nullable=True),
        sa.Column("sentence_start", sa.Integer(), nullable=True),
        sa.Column("sentence_end", sa.Integer(), nullable=True),
        sa.Column("story_id", KEY, nullable=True),
        sa.Column("review", KEY, nullable=True),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_events_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_article_id", "events", ["article_id"])
    op.create_index("ix_events_confidence_id", "events", ["confidence", "id"])
    op.create_index("ix_events_date_from_id", "events", ["date_from", "id"])
    op.create_index(
        "ix_events_lasting",
        "events",
        ["date_to", "date_from"],
        unique=False,
        sqlite_where=sa.text("date_from < date_to"),
        postgresql_where=sa.text("date_from < date_to"),
    )
    op.create_index("ix_events_mode_date_from_id", "events", ["mode", "date_from", "id"])
    op.create_index("ix_events_place_country_date_from_id", "events", ["place_country", "date_from", "id"])
    op.create_index("ix_events_place_key_date_from_id", "events", ["place_key", "date_from", "id"])
    op.create_index("ix_events_review_confidence_id", "events", ["review", "confidence", "id"])
    op.create_index("ix_events_status_date_from_id", "events", ["status", "date_from", "id"])
    op.create_index("ix_events_story_id", "events", ["story_id"])
    op.create_index("ix_events_type_date_from_id", "events", ["type", "date_from", "id"])
    op.create_table(
        "relations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("from_id", KEY, nullable=False),
        sa.Column("to_id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("date_value", KEY, nullable=True),
        sa.Column("date_end", KEY, nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_relations_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_relations"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_relations_article_id", "relations", ["article_id"])
    op.create_index("ix_relations_from_id", "relations", ["from_id"])
    op.create_index("ix_relations_to_id", "relations", ["to_id"])
    op.create_table(
        "reports",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("schema", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("codebook", KEY, nullable=False),
        sa.Column("read_at", KEY, nullable=False),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_reports_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", name="pk_reports"),
    )
    op.create_index("ix_reports_codebook_version", "reports", ["codebook", "version"])
    op.create_table(
        "statements",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("speaker_id", KEY, nullable=True),
        sa.Column("addressee_id", KEY, nullable=True),
        sa.Column("via", sa.JSON(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("content_start", sa.Integer(), nullable=True),
        sa.Column("content_end", sa.Integer(), nullable=True),
        sa.Column("published", KEY, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_statements_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name="pk_statements"),
        sa.UniqueConstraint("id", name="uq_statements_id"),
    )
    op.create_index("ix_statements_article_id", "statements", ["article_id"])
    op.create_index("ix_statements_published_id", "statements", ["published", "id"])
    op.create_index("ix_statements_speaker_id", "statements", ["speaker_id"])
    op.create_table(
        "evidence",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("entity_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_evidence_event_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_evidence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "findings",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("regime", KEY, nullable=False),
        sa.Column("rule", KEY, nullable=False),
        sa.Column("instrument", KEY, nullable=False),
        sa.Column("why", KEY, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_findings_event_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_findings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_findings_regime_rule", "findings", ["regime", "rule"])
    op.create_table(
        "pairs",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("actor_country", KEY, nullable=False),
        sa.Column("recipient_country", KEY, nullable=False),
        sa.Column("date_from", KEY, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_pairs_event_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "actor_country", "recipient_country", name="pk_pairs"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pairs_actor", "pairs", ["actor_country", "recipient_country", "date_from", "event_id"])
    op.create_index("ix_pairs_recipient", "pairs", ["recipient_country", "date_from", "event_id"])
    op.create_table(
        "parties",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name="fk_parties_entity_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_parties_event_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "role", "position", name="pk_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_entity_id", "parties", ["entity_id"])
    script = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in script.strip().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Take everything away."""
    for name in ("articles_fts", "events_fts", "statements_fts"):
        op.execute(f"DROP TABLE {name}")
    op.drop_table("parties")
    op.drop_table("pairs")
    op.drop_table("findings")
    op.drop_table("evidence")
    op.drop_table("statements")
    op.drop_table("reports")
    op.drop_table("relations")
    op.drop_table("events")
    op.drop_table("entities")
    op.drop_table("stories")
    op.drop_table("shards")
    op.drop_table("reviews")
    op.drop_table("merges")
    op.drop_table("failures")
    op.drop_table("audit")
    op.drop_table("articles")
    op.drop_table("actors")
