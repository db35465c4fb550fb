"""Filters as conditions of SQL, each in two forms: a set of rows to start from, and a test of a row at hand.

A search starts from the smallest set where one is small, and otherwise walks the rows in the order that is asked for
and tests each: see ``saksi.record.search``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from saksi.record import queries
from saksi.record.filters import Filters, ReviewState, What
from saksi.record.ids import folded
from saksi.record.queries import Phrase
from saksi.record.rows import PLACE_KEY
from saksi.record.tables import articles, entities, events, findings, pairs, parties, statements, stories

Test = ColumnElement[bool]
TABLES = {What.events: events, What.statements: statements, What.articles: articles}
# The length of a name's column is no part of a pattern, so a prefix is a range: from "x " up to before "x!".
_AFTER_SPACE = "!"


@dataclass(frozen=True)
class Condition:
    """``test`` of a row ``e`` of the table, or of a subquery of it; ``keys`` are the values of ``key`` that pass.

    ``own`` when the test looks at columns of the row itself and nowhere else; ``dear`` when it costs far more than a
    look into the set.
    """

    test: Callable[[FromClause], Test]
    keys: sa.Select[Any] | sa.CompoundSelect[Any] | None = None
    key: str = "id"
    own: bool = False
    dear: bool = False

    def among(self, table: FromClause) -> Test:
        """Whether a row of ``table`` is in the set: by its index, where the condition has one."""
        return self.test(table) if self.keys is None else table.c[self.key].in_(self.keys)

    def brief(self, table: FromClause) -> Test:
        """The form for a look at few rows: a test of each, where that is not dear."""
        return self.among(table) if self.dear else self.test(table)

    def whole(self, table: FromClause) -> Test:
        """The form for a look at every row: no test that goes elsewhere for each of them, and no start of its own."""
        if self.own or self.keys is None:
            return self.test(table)
        return hidden(table.c[self.key]).in_(self.keys)


def conditions(filters: Filters, what: What, dialect: str, *, by_day: bool = True) -> list[Condition]:
    """What must hold of a row of ``what``; ``by_day`` when the rows are walked by day, else by confidence.

    A test may use an index only where that index has the order of the walk. Else it hides its column (``hidden``), so
    that the database does not fetch all rows that pass and sort them.
    """
    made = [*_words(filters, what, dialect), *_of_article(filters, what, dialect)]
    own = _of_event(filters, by_day and what is What.events)
    if what is What.events:
        return [*made, *own, *_countries(filters), *_range(filters, by_day)]
    if what is What.statements:
        made += _of_statement(filters)
        own += _words(_only(filters, {"actor", "recipient"}), What.events, dialect)
    else:
        own += _words(_only(filters, {"party", "actor", "recipient", "source"}), What.events, dialect)
        own += _countries(filters)
    if own:
        made.append(_article_has(own, "id" if what is What.articles else "article_id"))
    return made


def _article_has(own: list[Condition], column: str) -> Condition:
    """The article has an event of which all of ``own`` hold."""

    def test(e: FromClause) -> Test:
        inner = events.alias("inner_events")
        return sa.exists().where(inner.c.article_id == e.c[column], *(c.brief(inner) for c in own))

    keys = sa.select(events.c.article_id).where(*(c.whole(events) for c in own)).distinct()
    return Condition(test, keys, column)


def _only(filters: Filters, names: set[str]) -> Filters:
    return Filters.model_validate(filters.model_dump(include=names))


def _words(filters: Filters, what: What, dialect: str) -> list[Condition]:
    """Words and names: one full-text query, so that the index itself finds what all of them have in common."""
    phrases: list[Phrase] = []
    if filters.text is not None:
        phrases += queries.words(filters.text, ("title", "text") if what is What.articles else ("words",))
    if what is What.events:
        columns: dict[str, tuple[str, ...]] = {
            "actor": ("actors",),
            "recipient": ("recipients",),
            "source": ("sources",),
        }
        columns["party"] = ("actors", "recipients", "sources")
        phrases += [queries.name(n, at) for field, at in columns.items() for n in getattr(filters, field)]
    if what is What.statements:
        phrases += [queries.name(n, ("speaker",)) for n in (*filters.party, *filters.source)]
    return [_matching(what, phrases, dialect)] if phrases else []


def _matching(what: What, phrases: list[Phrase], dialect: str) -> Condition:
    index = sa.table(f"{what}_fts", sa.column("rowid"), sa.column("tsv"), sa.column(f"{what}_fts"))
    if dialect == "postgresql":
        hit: Test = index.c.tsv.op("@@")(sa.func.to_tsquery("simple", queries.tsquery(what, phrases)))
    else:
        hit = index.c[f"{what}_fts"].op("MATCH")(queries.fts5(phrases))
    keys = sa.select(index.c.rowid).where(hit)
    return Condition(lambda e: sa.exists().where(hit, index.c.rowid == e.c.n), keys, "n", dear=True)


def _of_article(filters: Filters, what: What, dialect: str) -> list[Condition]:
    column = "id" if what is What.articles else "article_id"
    made = []
    if filters.about is not None:
        inner = _matching(What.articles, queries.words(filters.about, ("title", "text")), dialect)
        made.append(_article(column, inner.test, inner.among(articles)))
    if filters.outlet:
        made.append(_article(column, lambda a: a.c.outlet.in_(filters.outlet)))
    bounds = []
    for at_least, at_most in (("published_since", "published_until"), ("since", "until")):
        if at_least == "since" and what is What.events:
            continue
        first, last = filters.first_day(at_least), filters.last_day(at_most)
        bounds += [(">=", first)] if first else []
        bounds += [("<=", last)] if last else []
    if bounds:
        made.append(_article(column, lambda a: sa.and_(*(a.c.published.op(sign)(day) for sign, day in bounds))))
    if filters.article is not None:
        made.append(Condition(lambda e: e.c[column] == filters.article))
    return made


def _article(column: str, test: Callable[[FromClause], Test], indexed: Test | None = None) -> Condition:
    """Something about the article that a row belongs to, or that it is; ``indexed`` where its test is dear."""
    dear = indexed is not None
    keys = sa.select(articles.c.id).where(test(articles) if indexed is None else indexed)
    if column == "id":
        return Condition(test, keys, dear=dear)

    def of_row(e: FromClause) -> Test:
        one = articles.alias("one_article")
        return sa.exists().where(one.c.id == e.c.article_id, test(one))

    return Condition(of_row, keys, "article_id", dear=dear)


def _of_event(filters: Filters, by_day: bool) -> list[Condition]:
    made = [
        *_codes("type", filters.type, by_day),
        *_codes("mode", filters.mode, by_day),
        *_codes("status", filters.status, by_day),
        *_codes("place_country", filters.place_country, by_day),
        *_sides(filters),
        *_reviews(filters.review, by_day),
        *_sources(filters),
    ]
    if filters.quad:
        made.append(Condition(lambda e: e.c.quad.in_(filters.quad), own=True))
    if filters.context:
        marks = [f'%"{name}"%' for name in filters.context]
        made.append(
            Condition(lambda e: sa.or_(*(sa.cast(e.c.contexts, sa.Text).like(mark) for mark in marks)), own=True)
        )
    if filters.place is not None:
        made.append(_place(folded(filters.place)[:PLACE_KEY]))
    if filters.story is not None:
        made.append(_column("story_id", lambda story: story == filters.story))
    if filters.who is not None:
        made.append(_who(filters.who))
    if filters.min_confidence is not None:
        made.append(_column("confidence", lambda sure: sure >= filters.min_confidence))
    if filters.max_confidence is not None:
        made.append(_column("confidence", lambda sure: sure <= filters.max_confidence))
    if filters.regime or filters.rule:
        held = {name: codes for name, codes in (("regime", filters.regime), ("rule", filters.rule)) if codes}
        made.append(_beside(findings, held))
    return made


def hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The value of ``column``, by which no index is chosen."""
    return column + 0 if isinstance(column.type, sa.Float | sa.Integer) else column.concat("")


def _column(name: str, test: Callable[[ColumnElement[Any]], Test], *, ordered: bool = False) -> Condition:
    """A test of one column, with an index that is ``ordered`` as the rows are walked, or is not."""
    keys = sa.select(events.c.n).where(test(events.c[name]))
    return Condition(lambda e: test(e.c[name] if ordered else hidden(e.c[name])), keys, "n", own=True)


def _codes(name: str, values: Sequence[str], by_day: bool) -> list[Condition]:
    """One code is found in the order of its index; of several the order is kept by testing rows as they come."""
    if not values:
        return []
    if len(values) == 1:
        return [_column(name, lambda code: code == values[0], ordered=by_day)]
    return [_column(name, lambda code: code.in_(values))]


def _place(key: str) -> Condition:
    return _column("place_key", lambda at: sa.or_(at == key, sa.and_(at >= f"{key} ", at < f"{key}{_AFTER_SPACE}")))


def _range(filters: Filters, by_day: bool) -> list[Condition]:
    """Events on a day of the range: that began in it, or began before it and lasted into it."""
    first, last = filters.first_day("since"), filters.last_day("until")
    if first is None and last is None:
        return []
    low, high = first or "", last or "9999-12-31"

    def test(e: FromClause) -> Test:
        began = e.c.date_from if by_day else hidden(e.c.date_from)
        return sa.and_(began <= high, e.c.date_to >= low)

    began = sa.select(events.c.n).where(events.c.date_from >= low, events.c.date_from <= high)
    lasted = sa.select(events.c.n).where(
        events.c.date_from < events.c.date_to, events.c.date_to >= low, events.c.date_from < low
    )
    return [Condition(test, sa.union_all(began, lasted), "n", own=True)]


def _sides(filters: Filters) -> list[Condition]:
    made = []
    if filters.actor_country or filters.recipient_country:
        made.append(_pair(filters.actor_country, filters.recipient_country))
    if filters.between:
        one, other = filters.between
        made.append(_either(_pair([one], [other]), _pair([other], [one])))
    return made


def _countries(filters: Filters) -> list[Condition]:
    return [_either(_pair([code], []), _pair([], [code])) for code in filters.country]


def _pair(actors: Sequence[str], recipients: Sequence[str]) -> Condition:
    sides = {"actor_country": actors, "recipient_country": recipients}
    return _beside(pairs, {name: codes for name, codes in sides.items() if codes})


def _either(one: Condition, other: Condition) -> Condition:
    """Both over the same key."""
    keys = sa.union_all(_select(one), _select(other))
    return Condition(lambda e: sa.or_(one.test(e), other.test(e)), keys, one.key)


def _select(condition: Condition) -> sa.Select[Any]:
    assert isinstance(condition.keys, sa.Select)  # noqa: S101 - for the type checker
    return condition.keys


def _beside(table: sa.Table, held: Mapping[str, Sequence[str]]) -> Condition:
    """A row of ``table`` that belongs to the event and has one of the codes in each column of ``held``.

    The test goes by the event, of which there are one or two rows, and never by the code, of which there are many.
    """
    keys = sa.select(table.c.event_id).where(*(table.c[name].in_(codes) for name, codes in held.items()))

    def test(e: FromClause) -> Test:
        codes = [hidden(table.c[name]).in_(codes) for name, codes in held.items()]
        return sa.exists().where(table.c.event_id == e.c.id, *codes)

    return Condition(test, keys)


def _who(actor: str) -> Condition:
    joined = parties.join(entities, entities.c.id == parties.c.entity_id)
    keys = sa.select(parties.c.event_id).select_from(joined).where(entities.c.actor_id == actor)
    return Condition(
        lambda e: (
            sa.exists()
            .where(parties.c.event_id == e.c.id, entities.c.actor_id == actor)
            .where(entities.c.id == parties.c.entity_id)
        ),
        keys,
        "id",
    )


def _reviews(states: Sequence[ReviewState], by_day: bool) -> list[Condition]:
    if not states:
        return []
    given = [str(s) for s in states if s not in (ReviewState.unreviewed, ReviewState.flagged)]
    rare = ReviewState.unreviewed not in states

    def test(e: FromClause, *, indexed: bool = not by_day) -> Test:
        review = e.c.review if indexed else sa.func.coalesce(e.c.review, "")
        held: list[Test] = [review.in_(given)] if given else []
        held += [] if rare else [review.is_(None) if indexed else review == ""]
        held += [e.c.flagged.is_(True)] if ReviewState.flagged in states else []
        return sa.or_(*held)

    keys = sa.select(events.c.n).where(test(events, indexed=True)) if rare else None
    return [Condition(test, keys, "n", own=True)]


def _sources(filters: Filters) -> list[Condition]:
    """By the independent sources of the event's story; an event in no story has its one source."""
    made = []
    count = stories.c.independent_sources
    low, high = filters.min_sources, filters.max_sources
    if low is not None and low > 1:
        keys = sa.select(events.c.n).where(events.c.story_id.in_(sa.select(stories.c.id).where(count >= low)))
        made.append(Condition(lambda e: sa.exists().where(stories.c.id == e.c.story_id, count >= low), keys, "n"))
    if high is not None:
        made.append(Condition(lambda e: ~sa.exists().where(stories.c.id == e.c.story_id, count > high)))
    return made


def _of_statement(filters: Filters) -> list[Condition]:
    if not filters.country:
        return []
    return [
        Condition(lambda e: sa.exists().where(entities.c.id == e.c.speaker_id, entities.c.country.in_(filters.country)))
    ]
