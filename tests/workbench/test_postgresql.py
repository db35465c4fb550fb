"""The REST API and the review desk over a record in PostgreSQL: tests of theirs once more, where a server starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.record.conftest import empty_database, postgresql  # noqa: F401 - a fixture

from saksi.record import Record
from saksi.workbench.accounts import Accounts
from saksi.workbench.app import create

from .conftest import PASSWORD, PEOPLE
from .sample import fill
from .test_accounts import test_a_limit_forgets_after_its_time, test_tries_at_once_do_not_let_each_other_in
from .test_api import (
    client,
    test_an_event_brings_the_words_of_each_field,
    test_articles_are_kept_once_and_a_bad_one_says_why,
    test_every_list_has_its_page,
    test_pages_follow_each_other,
    test_who_has_the_answer_is_not_sent_it_again,
)
from .test_remembering import test_what_was_counted_is_remembered_until_a_write
from .test_review import (
    test_a_project_is_begun_and_closed_by_editors_alone,
    test_a_second_coder_is_told_who_was_first,
    test_coders_of_one_queue_lose_and_double_nothing,
    test_events_are_dealt_to_as_many_coders_as_the_project_says,
    test_two_events_that_are_one_are_merged,
    test_verdicts_given_blind_hold_once_they_agree,
)

__all__ = [
    "client",
    "test_a_limit_forgets_after_its_time",
    "test_a_project_is_begun_and_closed_by_editors_alone",
    "test_a_second_coder_is_told_who_was_first",
    "test_an_event_brings_the_words_of_each_field",
    "test_articles_are_kept_once_and_a_bad_one_says_why",
    "test_coders_of_one_queue_lose_and_double_nothing",
    "test_events_are_dealt_to_as_many_coders_as_the_project_says",
    "test_every_list_has_its_page",
    "test_pages_follow_each_other",
    "test_tries_at_once_do_not_let_each_other_in",
    "test_two_events_that_are_one_are_merged",
    "test_verdicts_given_blind_hold_once_they_agree",
    "test_what_was_counted_is_remembered_until_a_write",
    "test_who_has_the_answer_is_not_sent_it_again",
]


@pytest.fixture
def record(postgresql: str) -> Iterator[Record]:  # noqa: F811
    with empty_database(postgresql) as address, Record.open(address) as made:
        fill(made, 30)
        for name, role in PEOPLE.items():
            Accounts(made).add(name, role, PASSWORD)
        yield made


@pytest.mark.parametrize("path", ["/", "/events?party=Rusia", "/timeline", "/network?by=party", "/matrix", "/map",
                                  "/actors", "/dossier?party=Rusia", "/stories", "/watch", "/review"])  # fmt: skip
def test_every_page_is_made(record: Record, path: str) -> None:
    with TestClient(create(record, coder="sari"), base_url="http://127.0.0.1") as visitor:
        assert visitor.get(path).status_code == 200
