"""Accounts: logging in, being refused, roles, sessions, and the commands that make them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from playwright.sync_api import Browser
from typer.testing import CliRunner

from saksi.cli import app as cli
from saksi.record import Record, RecordError
from saksi.record.people import sessions, tries, users
from saksi.workbench.accounts import Accounts
from saksi.workbench.app import create
from saksi.workbench.limits import Limit, Tries

from .browsing import visitor
from .conftest import PASSWORD, PEOPLE


@pytest.fixture
def accounts(record: Record) -> Accounts:
    return Accounts(record)


@pytest.fixture
def client(accounts: Accounts) -> TestClient:
    return TestClient(create(accounts.record, auth=True), base_url="http://127.0.0.1", follow_redirects=False)


def log_in(client: TestClient, name: str = "koko", password: str = PASSWORD, back: str = "/") -> int:
    return client.post("/login", data={"name": name, "password": password, "back": back}).status_code


def test_passwords_and_session_keys_are_not_kept(accounts: Accounts) -> None:
    key = accounts.log_in("koko", PASSWORD)
    assert key is not None
    with accounts.record.reading() as connection:
        kept = connection.scalar(sa.select(users.c.password).where(users.c.name == "koko"))
        ids = connection.scalars(sa.select(sessions.c.id)).all()
    assert kept.startswith("$argon2id$")
    # RFC 9106, second recommended option: 3 passes over 64 MiB in 4 lanes.
    assert (PasswordHasher().time_cost, PasswordHasher().memory_cost, PasswordHasher().parallelism) == (3, 65536, 4)
    assert ids and key not in ids


@pytest.mark.parametrize(
    ("name", "password"), [("koko", "salah"), ("nobody", PASSWORD), ("", ""), ("koko", "x" * 5000)]
)
def test_wrong_names_and_passwords_open_nothing(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.log_in(name, password) is None


def test_a_disabled_account_is_out_at_once(accounts: Accounts) -> None:
    key = accounts.log_in("koko", PASSWORD)
    assert key is not None
    assert accounts.known(key) is not None
    accounts.change("koko", active=False)
    assert accounts.known(key) is None
    assert accounts.log_in("koko", PASSWORD) is None


def test_the_last_admin_stays(accounts: Accounts) -> None:
    with pytest.raises(RecordError, match="last admin"):
        accounts.change("ana", role="reader")
    with pytest.raises(RecordError, match="last admin"):
        accounts.change("ana", active=False)
    assert {a.name: a.role for a in accounts.all()} == PEOPLE


@pytest.mark.parametrize(
    ("name", "role", "password", "said"),
    [("koko", "coder", PASSWORD, "already"), ("a b", "coder", PASSWORD, "spaces"), ("x", "king", PASSWORD, "role"),
     ("x", "coder", "short", "characters")],
)  # fmt: skip
def test_unusable_accounts_are_refused_with_a_sentence(
    accounts: Accounts, name: str, role: str, password: str, said: str
) -> None:
    with pytest.raises(RecordError, match=said):
        accounts.add(name, role, password)


def test_every_page_sends_a_stranger_to_log_in_and_back(client: TestClient) -> None:
    answer = client.get("/?q=a")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?back=/%3Fq%3Da")
    assert client.get("/login").status_code == 200
    assert log_in(client, back="/?q=a") == 303
    assert client.get("/?q=a").status_code == 200


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    answer = client.post("/login", data={"name": "koko", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_a_write_needs_the_proof_of_its_session(client: TestClient) -> None:
    assert log_in(client) == 303
    assert client.post("/logout").status_code == 403
    assert client.post("/logout", data={"proof": "wrong"}).status_code == 403
    proof = client.get("/").text.split('data-proof="')[1].split('"')[0]
    assert len(proof) > 20
    assert client.post("/logout", data={"proof": proof}).status_code == 303
    assert client.get("/").status_code == 303


def test_too_many_tries_have_to_wait(client: TestClient) -> None:
    wrong = "salah sekali"
    assert [log_in(client, "koko", wrong) for _ in range(6)] == [401] * 5 + [429]
    assert log_in(client) == 429
    assert log_in(client, name="ana") == 303


def test_a_restart_and_another_worker_know_of_the_tries(accounts: Accounts, client: TestClient) -> None:
    other = TestClient(create(accounts.record, auth=True), base_url="http://127.0.0.1", follow_redirects=False)
    assert [log_in(c, "koko", "salah sekali") for c in (client, other, client, other, client)] == [401] * 5
    assert log_in(other) == 429
    with accounts.record.reading() as connection:
        kept = connection.execute(sa.select(tries)).all()
    assert kept and not any("koko" in str(row) for row in kept)


def test_tries_at_once_do_not_let_each_other_in(record: Record) -> None:
    limits = {"koko": Limit(5, 60)}
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: Tries(record).begin(limits).wait, range(12)))
    assert sum(wait == 0 for wait in waits) == 5


def test_a_limit_forgets_after_its_time(record: Record) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    made = Tries(record, lambda: now[0])
    limits = {"a": Limit(2, 60), "here": Limit(9, 60)}
    assert [made.begin(limits).wait for _ in range(3)] == [0, 0, 60]
    assert made.begin({"b": Limit(2, 60)}).wait == 0
    now[0] += timedelta(seconds=61)
    tried = made.begin(limits)
    assert tried.wait == 0
    made.forgive(tried, "a")
    with record.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tries)) == 0


def test_a_programs_token_is_no_browsers(accounts: Accounts, client: TestClient) -> None:
    token = accounts.open("koko", timedelta(days=1), "script")
    assert client.get("/", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    client.cookies.set("saksi-session", token)
    assert client.get("/").status_code == 303
    client.cookies.clear()
    assert client.get("/", headers={"Authorization": f"Bearer {token}x"}).status_code == 303


def test_logging_in_and_out_in_a_browser(browser: Browser, guarded: str) -> None:
    with visitor(browser, guarded, lang="id", expected=("401",)) as page:
        page.goto("/?seen=1")
        assert page.url.startswith(guarded + "/login")
        page.fill("#name", "koko")
        page.fill("#password", "salah sekali")
        page.press("#password", "Enter")
        assert "tidak cocok" in page.inner_text("[role=alert]")
        page.fill("#name", "koko")
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url("**/?seen=1")
        assert "koko" in page.inner_text(".bar")
        page.click("text=Keluar")
        page.wait_for_url("**/login")
        page.goto("/")
        assert "/login" in page.url


def run(*words: str, stdin: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli, list(words), input=stdin)
    return result.exit_code, result.output


def test_accounts_are_made_and_changed_from_the_command_line(tmp_path: Path) -> None:
    db = str(tmp_path / "saksi.db")
    assert run("users", "add", "ana", "--role", "admin", "--db", db, stdin=PASSWORD + "\n")[0] == 0
    assert run("users", "add", "koko", "--db", db, stdin=PASSWORD + "\n")[0] == 0
    assert run("users", "add", "koko", "--db", db, stdin=PASSWORD + "\n") == (
        2, "saksi: koko: there is an account of that name already.\n",
    )  # fmt: skip
    assert run("users", "role", "koko", "editor", "--db", db)[0] == 0
    assert run("users", "password", "koko", "--db", db, stdin="sandi-yang-baru\n")[0] == 0
    code, listed = run("users", "list", "--db", db)
    assert code == 0
    assert "editor" in listed and "ana" in listed
    assert run("users", "disable", "koko", "--db", db)[0] == 0
    assert run("users", "token", "koko", "--db", db)[0] == 2
    assert run("users", "enable", "koko", "--db", db)[0] == 0
    assert run("users", "token", "koko", "--db", db)[0] == 0
    with Record.open(db) as record:
        assert Accounts(record).log_in("koko", "sandi-yang-baru") is not None


def test_other_addresses_are_refused_without_accounts(tmp_path: Path) -> None:
    db = str(tmp_path / "saksi.db")
    code, said = run("serve", "--host", "0.0.0.0", "--db", db)  # noqa: S104 - to be refused
    assert (code, "--auth" in said) == (2, True)
    code, said = run("serve", "--host", "0.0.0.0", "--auth", "--db", db)  # noqa: S104 - to be refused
    assert (code, "saksi users add" in said) == (2, True)
