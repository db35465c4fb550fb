"""Projects of coders: which events are to be coded, by whom, and by how many each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from saksi.record import Filters, RecordError
from saksi.record.people import projects
from saksi.workbench.filtering import filters_of

if TYPE_CHECKING:
    from saksi.record import Record

_LONGEST_NAME = 80
_MOST_CODERS = 50
MOST_EACH = 5


@dataclass(frozen=True, slots=True)
class Project:
    """Events that pass ``query`` are judged by ``each`` of ``coders``; with ``dealt`` each event has its own ones.

    Where two or more judge an event none sees what the others decide, and it is decided once they agree or an editor
    has ruled.
    """

    name: str
    query: str
    coders: list[str]
    each: int
    dealt: bool
    owner: str
    created: str
    closed: bool

    @property
    def filters(self) -> Filters:
        """Which events it is about."""
        return filters_of(self.query)

    @property
    def blind(self) -> int | None:
        """How many judge an event without seeing each other; null where one alone does."""
        return self.each if self.each > 1 else None

    def share(self, rows: FromClause, coder: str) -> ColumnElement[bool]:
        """Whether a row of ``events`` is for ``coder``: each event is for ``each`` coders that follow one another."""
        if not self.dealt:
            return sa.true()
        place, count = self.coders.index(coder), len(self.coders)
        return (rows.c.n % count).in_([(place - k) % count for k in range(self.each)])


def all(record: Record, coder: str | None = None) -> list[Project]:
    """The projects by name, those that are open first; those of ``coder`` alone."""
    with record.reading() as connection:
        found = [Project(**row) for row in connection.execute(sa.select(projects).order_by(projects.c.name)).mappings()]
    mine = [project for project in found if coder is None or coder in project.coders]
    return sorted(mine, key=lambda project: project.closed)


def get(record: Record, name: str, coder: str | None = None) -> Project:
    """The project ``name``; raises ``RecordError`` when there is none, and when ``coder`` cannot code in it."""
    with record.reading() as connection:
        row = connection.execute(sa.select(projects).where(projects.c.name == name)).mappings().one_or_none()
    if row is None:
        raise RecordError(f"{name}: there is no such project.")
    project = Project(**row)
    if coder is not None and project.closed:
        raise RecordError(f"{name}: this project is closed.")
    if coder is not None and coder not in project.coders:
        raise RecordError(f"{coder} is no coder of {name}.")
    return project


def add(
    record: Record, owner: str, name: str, query: str, coders: Sequence[str], *, each: int = 1, dealt: bool = False
) -> Project:
    """Begin a project; raises ``RecordError`` for a name that is taken or no use, and for too few coders."""
    name = " ".join(name.split())
    coders = sorted({" ".join(coder.split()) for coder in coders} - {""})
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise RecordError(f"A project needs a name of 1 to {_LONGEST_NAME} characters.")
    if not 1 <= each <= MOST_EACH:
        raise RecordError(f"An event is judged by 1 to {MOST_EACH} coders.")
    if not each <= len(coders) <= _MOST_CODERS:
        raise RecordError(f"{each} coders for each event need from {each} to {_MOST_CODERS} coders.")
    filters_of(query)
    row = {
        "name": name, "query": query, "coders": coders, "each": each, "dealt": dealt or each > 1, "owner": owner,
        "created": datetime.now(UTC).isoformat(timespec="seconds"), "closed": False,
    }  # fmt: skip
    try:
        with record.writing() as connection:
            connection.execute(sa.insert(projects).values(row))
    except sa.exc.IntegrityError:
        raise RecordError(f"{name}: there is a project of that name already.") from None
    return Project(**row)  # type: ignore[arg-type]


def close(record: Record, name: str, *, closed: bool) -> None:
    """End a project, or take it up again; what was decided in it stays."""
    with record.writing() as connection:
        done = connection.execute(sa.update(projects).where(projects.c.name == name).values(closed=closed))
        if done.rowcount != 1:
            raise RecordError(f"{name}: there is no such project.")
