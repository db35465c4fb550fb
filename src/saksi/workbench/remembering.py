"""What was counted in the record, remembered until somebody writes to it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.engine import Connection

from saksi.record.database import Changes

if TYPE_CHECKING:
    from saksi.record import Record

P = ParamSpec("P")
T = TypeVar("T")
_MOST = 500  # answers that are kept


class Remembered:
    """Answers of functions that only read: each is worked out once for its arguments, and again after a write."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._changes = Changes(record.engine)
        self._version = ""
        self._known: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def __call__(
        self, function: Callable[Concatenate[Connection, P], T], /, *arguments: P.args, **named: P.kwargs
    ) -> T:
        """The answer of ``function``, whose arguments are told apart by how they print; it must not be changed."""
        key = f"{function.__module__}.{function.__qualname__} {arguments!r} {named!r}"
        version = self._changes.now()  # before it is read: what is kept is never older than that
        with self._lock:
            if version != self._version:
                self._version = version
                self._known.clear()
            if key in self._known:
                self._known.move_to_end(key)
                return cast(T, self._known[key])
        with self.record.reading() as connection:
            answer = function(connection, *arguments, **named)
        with self._lock:
            if version == self._version:
                self._known[key] = answer
                if len(self._known) > _MOST:
                    self._known.popitem(last=False)
        return answer
