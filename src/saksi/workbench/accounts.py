"""Accounts: who may work here, with which role. Passwords are kept as argon2id hashes, session keys as digests."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Semaphore
from typing import TYPE_CHECKING

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from saksi.record import RecordError
from saksi.record.people import sessions, users

if TYPE_CHECKING:
    from saksi.record import Record

ROLES = ("reader", "coder", "editor", "admin")
SHORTEST = 10  # characters of a password
LONGEST = 1000
SESSION = timedelta(hours=12)
_NAME = re.compile(r"[\w.@-]{1,40}")
_hasher = PasswordHasher()
_hashing = Semaphore(2)  # each takes 64 MiB


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever makes a request. ``proof`` must come with every write that a session's cookie vouches for."""

    name: str
    role: str
    proof: str = ""

    def may(self, role: str) -> bool:
        """Whether this person's role includes ``role``."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the list shows it."""

    name: str
    role: str
    active: bool
    created: str
    seen: str | None


class Accounts:
    """The accounts of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account; raises ``RecordError`` for a name that is taken or a password that is too short."""
        if not _NAME.fullmatch(name):
            raise RecordError(f"{name!r}: a name is 1 to 40 letters, digits and . _ - @ without spaces.")
        row = {"name": name, "role": _role(role), "password": _hashed(password), "active": True, "created": _now()}
        try:
            with self.record.writing() as connection:
                connection.execute(sa.insert(users), row)
        except sa.exc.IntegrityError:
            raise RecordError(f"{name}: there is an account of that name already.") from None

    def change(
        self, name: str, *, role: str | None = None, password: str | None = None, active: bool | None = None
    ) -> None:
        """Change an account and end its sessions; raises ``RecordError`` for an unknown name and for the last admin."""
        new: dict[str, object] = {}
        if role is not None:
            new["role"] = _role(role)
        if password is not None:
            new["password"] = _hashed(password)
        if active is not None:
            new["active"] = active
        own = users.c.name == name
        admins = sa.select(sa.func.count()).where(users.c.role == "admin", users.c.active)
        with self.record.writing() as connection:
            before = connection.scalar(admins)
            if new and connection.execute(sa.update(users).where(own).values(new)).rowcount != 1:
                raise RecordError(f"{name}: there is no such account.")
            if before and not connection.scalar(admins):
                raise RecordError(f"{name}: is the last admin; make another one first.")
            connection.execute(sa.delete(sessions).where(sessions.c.user == name))

    def all(self) -> list[Account]:
        """The accounts by name."""
        seen = sa.select(sa.func.max(sessions.c.seen)).where(sessions.c.user == users.c.name).scalar_subquery()
        columns = (users.c.name, users.c.role, users.c.active, users.c.created, seen.label("seen"))
        with self.record.reading() as connection:
            return [Account(*row) for row in connection.execute(sa.select(*columns).order_by(users.c.name))]

    def any(self) -> bool:
        """Whether there is an account to log in with."""
        with self.record.reading() as connection:
            return bool(connection.scalar(sa.select(sa.exists().where(users.c.active))))

    def log_in(self, name: str, password: str) -> str | None:
        """The key of a new session, or null when name and password are not those of an active account."""
        with self.record.reading() as connection:
            kept = connection.scalar(sa.select(users.c.password).where(users.c.name == name, users.c.active))
        # An unknown name takes as long as a wrong password.
        if not _fits(kept or _nobody(), password) or kept is None:
            return None
        if _hasher.check_needs_rehash(kept):
            with self.record.writing() as connection:
                new = sa.update(users).where(users.c.name == name).values(password=_hashed(password, new=False))
                connection.execute(new)
        return self.open(name, SESSION)

    def open(self, name: str, lasts: timedelta, label: str | None = None) -> str:
        """A key by which ``name`` is known for a while; with a ``label`` it is a program's, sent as a bearer token."""
        key = secrets.token_urlsafe(32)
        with self.record.writing() as connection:
            if not connection.scalar(sa.select(sa.exists().where(users.c.name == name, users.c.active))):
                raise RecordError(f"{name}: there is no such account.")
            connection.execute(sa.delete(sessions).where(sessions.c.expires < _now()))
            row = {"id": _digest(key), "user": name, "proof": secrets.token_urlsafe(24), "label": label}
            times = {"created": _now(), "seen": _now(), "expires": _now(lasts)}
            connection.execute(sa.insert(sessions), row | times)
        return key

    def known(self, key: str, *, program: bool = False) -> Person | None:
        """Who the key stands for, if it holds; with ``program`` it must be a program's, else a browser's."""
        wanted = (
            sa.select(users.c.name, users.c.role, sessions.c.proof, sessions.c.seen)
            .join(users, users.c.name == sessions.c.user)
            .where(sessions.c.id == _digest(key), sessions.c.expires > _now(), users.c.active)
            .where(sessions.c.label.is_not(None) if program else sessions.c.label.is_(None))
        )
        with self.record.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        if row.seen < _now(-timedelta(minutes=5)):
            with self.record.writing() as connection:
                connection.execute(sa.update(sessions).where(sessions.c.id == _digest(key)).values(seen=_now()))
        return Person(row.name, row.role, row.proof)

    def log_out(self, key: str) -> None:
        """End the session of ``key``."""
        with self.record.writing() as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.id == _digest(key)))


def _role(role: str) -> str:
    if role not in ROLES:
        raise RecordError(f"{role!r}: a role is one of {', '.join(ROLES)}.")
    return role


def _hashed(password: str, *, new: bool = True) -> str:
    if new and not SHORTEST <= len(password) <= LONGEST:
        raise RecordError(f"a password has {SHORTEST} to {LONGEST} characters.")
    with _hashing:
        return _hasher.hash(_normal(password))


def _fits(kept: str, password: str) -> bool:
    if len(password) > LONGEST:
        return False
    try:
        with _hashing:
            return _hasher.verify(kept, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> bytes:
    """The same bytes however a keyboard composes its letters (RFC 8265)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_bytes(16))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _now(more: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + more).isoformat(timespec="seconds")
