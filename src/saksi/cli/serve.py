"""``saksi serve`` and the accounts of those who log in there."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from saksi.cli.problems import stop
from saksi.cli.recorded import Db, login_name, opened

if TYPE_CHECKING:
    from saksi.record import Record
    from saksi.workbench.accounts import Accounts

users_app = typer.Typer(no_args_is_help=True, help="The accounts with which people log in to `saksi serve --auth`.")

Name = Annotated[str, typer.Argument(help="The account's name.")]


class Role(StrEnum):
    """What an account may do; each role includes those before it."""

    reader = "reader"
    coder = "coder"
    editor = "editor"
    admin = "admin"


def serve(
    db: Db = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than loopback need --auth.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8040,
    auth: Annotated[bool, typer.Option("--auth", help="Everybody logs in; see `saksi users`.")] = False,
    name: Annotated[
        str | None, typer.Option(help="Who works here without an account. Default: your login name.")
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open the workbench: read, check, correct and share the record in a browser."""
    if not auth and not _loopback(host):
        stop(f"{host}: without --auth the workbench listens on this machine alone (127.0.0.1).")
    with opened(db, create=True) as record:
        _serve(record, host, port, auth, name or login_name(), open)


def _serve(record: Record, host: str, port: int, auth: bool, coder: str, show: bool) -> None:
    if auth:
        from saksi.workbench.accounts import Accounts

        if not Accounts(record).any():
            stop("there is no account yet; make one with `saksi users add NAME --role admin`.")
    import uvicorn

    from saksi.workbench.app import LOOPBACK, create

    # With accounts a page of another name has no session, whatever name it came by.
    hosts = ("*",) if auth else (*LOOPBACK, host)
    app = create(record, auth=auth, hosts=hosts, coder=coder)
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    typer.echo(f"The workbench of {record.name} is at {shown} (Ctrl+C ends it).", err=True)
    if show:
        import threading
        import webbrowser

        threading.Timer(1.0, webbrowser.open, (shown,)).start()
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False))
    try:
        server.run()
    except SystemExit:
        stop(f"{host}:{port}: cannot listen there; choose another --port.")
    except KeyboardInterrupt:
        pass


@users_app.command("add")
def users_add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What the account may do.")] = Role.coder,
    db: Db = None,
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    with _accounts(db) as accounts:
        accounts.add(name, role.value, _password())
    typer.echo(f"{name} may log in as {role.value}.")


@users_app.command("list")
def users_list(db: Db = None) -> None:
    """List the accounts."""
    from rich.console import Console
    from rich.table import Table

    table = Table("name", "role", "active", "made", "last seen", box=None)
    with _accounts(db) as accounts:
        for account in accounts.all():
            active = "yes" if account.active else "no"
            table.add_row(account.name, account.role, active, account.created[:10], (account.seen or "never")[:16])
    Console(highlight=False, markup=False).print(table)


@users_app.command("role")
def users_role(name: Name, role: Annotated[Role, typer.Argument(help="The new role.")], db: Db = None) -> None:
    """Give an account another role; its sessions end."""
    with _accounts(db) as accounts:
        accounts.change(name, role=role.value)


@users_app.command("password")
def users_password(name: Name, db: Db = None) -> None:
    """Give an account a new password; its sessions end."""
    with _accounts(db) as accounts:
        accounts.change(name, password=_password())


@users_app.command("disable")
def users_disable(name: Name, db: Db = None) -> None:
    """Let nobody log in with an account; what was done with it stays."""
    with _accounts(db) as accounts:
        accounts.change(name, active=False)


@users_app.command("enable")
def users_enable(name: Name, db: Db = None) -> None:
    """Let people log in with a disabled account again."""
    with _accounts(db) as accounts:
        accounts.change(name, active=True)


@users_app.command("token")
def users_token(
    name: Name,
    label: Annotated[str, typer.Option(help="What the token is for.")] = "program",
    days: Annotated[int, typer.Option(help="How long it holds.", min=1, max=3650)] = 90,
    db: Db = None,
) -> None:
    """Print a token with which a program uses the REST API as this account (`Authorization: Bearer TOKEN`)."""
    from datetime import timedelta

    with _accounts(db) as accounts:
        typer.echo(accounts.open(name, timedelta(days=days), label))


@contextmanager
def _accounts(db: str | None) -> Iterator[Accounts]:
    from saksi.workbench.accounts import Accounts

    with opened(db, create=True) as record:
        yield Accounts(record)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
