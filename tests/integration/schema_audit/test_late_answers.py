"""Big and locked tables cost their own answers only, and what was not answered is said."""

from collections.abc import Iterator
from typing import Any

import pytest

from project.schema_audit.counting.asking import ask
from project.schema_audit.session import Session, open_session
from tests.integration.schema_audit.depot import Depot

pytestmark = pytest.mark.django_db

QUICK = "SELECT '{key}', 1"
SLOW = "SELECT '{key}', (SELECT 1 FROM pg_sleep(60))"
IMPOSSIBLE = "SELECT '{key}', 1 FROM no_such_table"


@pytest.fixture
def session() -> Iterator[Session]:
    with open_session("default") as session:
        yield session


def _selects(**questions: str) -> dict[str, str]:
    return {key: question.format(key=key) for key, question in questions.items()}


def test_everything_is_answered_in_one_statement(session: Session) -> None:
    sent: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with session.connection.execute_wrapper(note):
        answers = ask(session, _selects(one=QUICK, two=QUICK))

    assert (dict(answers.found), answers.late) == ({"one": (1,), "two": (1,)}, frozenset())
    assert [sql for sql in sent if "SAVEPOINT" not in sql] == ["SELECT 'one', 1 UNION ALL SELECT 'two', 1"]


def test_a_question_that_takes_too_long_is_late_and_the_others_are_answered(session: Session) -> None:
    answers = ask(session, _selects(one=QUICK, big=SLOW, two=QUICK), seconds=2)

    assert set(answers.found) | answers.late == {"one", "big", "two"}
    assert "one" in answers.found
    assert "big" in answers.late


def test_a_question_that_can_not_be_asked_is_neither_found_nor_late(session: Session) -> None:
    answers = ask(session, _selects(one=QUICK, never=IMPOSSIBLE, two=QUICK))

    assert (set(answers.found), answers.late) == ({"one", "two"}, frozenset())


def test_where_no_time_is_left_everything_is_late(session: Session) -> None:
    assert ask(session, _selects(one=QUICK), seconds=0).late == {"one"}


def test_the_limit_of_a_single_question_is_not_that_of_what_follows(session: Session) -> None:
    ask(session, _selects(big=SLOW, one=QUICK), seconds=1)
    ask(session, _selects(one=QUICK), seconds=5)

    session.cursor.execute("SELECT current_setting('statement_timeout')")
    assert session.cursor.fetchone() == ("1min",)


def test_rows_behind_a_lock_are_not_checked_and_nothing_is_claimed_of_them(depot: Depot) -> None:
    depot.run("ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_label_key;\nUPDATE depot_tag SET label = 'same'")
    assert {one.code for one in depot.audit()} == {"missing_unique", "duplicate_rows"}

    with depot.locking("LOCK TABLE depot_tag IN ACCESS EXCLUSIVE MODE"):
        report = depot.report()

    codes = {one["code"]: one for one in report["findings"]}
    assert codes["not_checked"]["table"] == "depot_tag"
    assert codes["missing_unique"]["fix_sql"] == []
    assert "duplicate_rows" not in codes
