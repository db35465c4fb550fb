"""A PostgreSQL server for the tests alone: its own data in a temporary folder, its own socket, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"
# What a crash would cost does not matter here.
_SETTINGS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB"


class ServerError(Exception):
    """No server can be started here; the text says why."""


@dataclass
class Server:
    """A running server; stopped and its data thrown away when the ``with`` block ends."""

    programs: Path
    home: Path

    @classmethod
    def start(cls) -> Self:
        server = cls(_programs(), Path(tempfile.mkdtemp(prefix="saksi-pg-")))  # a short path: sockets allow 107 bytes
        try:
            if os.geteuid() == 0:
                shutil.chown(server.home, _account().pw_name)
            server._run("initdb", "-D", "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
            options = f"{_SETTINGS} -c unix_socket_directories={server.home}"
            server._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")
        except BaseException:
            shutil.rmtree(server.home, ignore_errors=True)
            raise
        return server

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{_USER}@/postgres?host={self.home}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        # A server refuses to run as root.
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = _account()
            as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            check=False, **as_user,
        )  # fmt: skip
        if done.returncode:
            raise ServerError(f"{program} failed: {done.stderr.decode(errors='replace').strip()}")


def _programs() -> Path:
    """The newest of Debian's versions, else what is on the path."""
    found = sorted((p for p in _DEBIAN.glob("*/bin") if (p / "initdb").is_file()), key=lambda p: float(p.parent.name))
    if found:
        return found[-1]
    if at := shutil.which("initdb"):
        return Path(at).parent
    raise ServerError("no PostgreSQL on this machine: install it, or set SAKSI_TEST_POSTGRES")


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_USER)
    except KeyError:
        raise ServerError(f"PostgreSQL does not run as root and there is no user {_USER}") from None
