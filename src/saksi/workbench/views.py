"""Saved views: a page with its filters under a name, for oneself or for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from saksi.record import RecordError
from saksi.record.people import views

if TYPE_CHECKING:
    from saksi.record import Record

_LONGEST_NAME = 80
_MOST = 500


@dataclass(frozen=True, slots=True)
class View:
    """A saved view; ``link`` is where it leads."""

    n: int
    owner: str
    name: str
    page: str
    query: str
    shared: bool

    @property
    def link(self) -> str:
        """The address of the page with its filters."""
        return self.page + (f"?{self.query}" if self.query else "")


def all(record: Record, owner: str, page: str | None = None) -> list[View]:
    """The views of ``owner`` and those that are shared, by name; of one page or of all."""
    wanted = [sa.or_(views.c.owner == owner, views.c.shared), *([views.c.page == page] if page else [])]
    columns = (views.c.n, views.c.owner, views.c.name, views.c.page, views.c.query, views.c.shared)
    with record.reading() as connection:
        found = connection.execute(sa.select(*columns).where(*wanted).order_by(views.c.name, views.c.n))
        return [View(*row) for row in found]


def save(record: Record, owner: str, name: str, page: str, query: str, *, shared: bool) -> None:
    """Keep a view; one of the same owner and name is replaced. Raises ``RecordError`` for a name that is no use."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise RecordError(f"A view needs a name of 1 to {_LONGEST_NAME} characters.")
    row = {"owner": owner, "name": name, "page": page, "query": query, "shared": shared}
    with record.writing() as connection:
        connection.execute(sa.delete(views).where(views.c.owner == owner, views.c.name == name))
        if (connection.scalar(sa.select(sa.func.count()).where(views.c.owner == owner)) or 0) >= _MOST:
            raise RecordError(f"{owner} has {_MOST} views already; remove one first.")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(sa.insert(views).values(row | {"created": at}))


def remove(record: Record, owner: str, n: int) -> bool:
    """Remove a view of ``owner``; false when there is none."""
    with record.writing() as connection:
        return connection.execute(sa.delete(views).where(views.c.owner == owner, views.c.n == n)).rowcount == 1
