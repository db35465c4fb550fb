"""What commands that work on a record share: which record, and an option for every filter."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from saksi.cli.problems import stop
from saksi.record.filters import Filters, ReviewState

if TYPE_CHECKING:
    from saksi.record import Record
    from saksi.record.catching_up import Caught

Db = Annotated[
    str | None, typer.Option(help="The record: a path or a database address. Default: SAKSI_DB, else saksi.db.")
]
_TYPES: dict[str, Any] = {"int": int, "float": float}


@contextmanager
def opened(db: str | None, *, create: bool = False) -> Iterator[Record]:
    """The record that ``--db`` names; what cannot be done with it ends the command with a sentence and code 2."""
    from sqlalchemy.exc import DBAPIError

    from saksi.record import Record, RecordError
    from saksi.record.database import reason

    try:
        with Record.open(db, create=create) as record:
            try:
                yield record
            except DBAPIError as error:  # the disk is full, the server went away
                raise RecordError(f"{record.name}: {reason(error)}.") from None
    except RecordError as error:
        stop(str(error))


def caught_up(record: Record, *, rebuild: bool = False) -> Caught:
    """Work out copies, stories and people for what came to the record since the last time, with progress."""
    from saksi.cli.progress import steps
    from saksi.record.catching_up import catch_up

    with steps() as tell:
        return catch_up(record, rebuild=rebuild, progress=tell)


def told(caught: Caught) -> str:
    """What was joined, in a sentence."""
    articles = f"{caught.articles:,} article{'' if caught.articles == 1 else 's'}"
    return f"{articles} joined: {caught.stories:,} stories new or changed, {caught.people or 0:,} people and bodies."


def login_name() -> str:
    """Who works at this machine, where no name is given."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account has the process's number
        return "local"


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give ``command``, which takes ``filters``, an option for each filter, described as ``Filters`` describes it.

    The filter ``text`` is the command's own argument, where it has one of that name.
    """
    own = inspect.signature(command, eval_str=True)
    taken = [p for p in own.parameters.values() if p.name != "filters"]
    names = [name for name in Filters.model_fields if name not in own.parameters or name == "text"]
    options = [_option(name) for name in names if name not in own.parameters]

    def run(**given: Any) -> None:
        from saksi.record import RecordError

        try:
            fields = {name: given.get(name) or None for name in names if name in given}
            filters = Filters.of(**fields)
        except RecordError as error:
            raise typer.BadParameter(str(error)) from None
        rest = {p.name: given[p.name] for p in taken if p.name != "text"}
        command(filters=filters, **rest)

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*taken, *options)]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _option(name: str) -> inspect.Parameter:
    field = Filters.model_fields[name]
    told = str(field.annotation)
    one: Any = next((kind for word, kind in _TYPES.items() if word in told), str)
    one = ReviewState if name == "review" else one
    several = field.default == ()
    kind: Any = list[one] | None if several else one | None
    more = " May be given more than once." if several else ""
    option = Annotated[kind, typer.Option(help=f"{field.description}{more}")]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
