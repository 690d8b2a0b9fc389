"""What a check holds while it runs, seen from another session after each of its statements."""

from typing import Any

import pytest
from django.db import connections

from project.schema_audit.audit import audit

STRONGER = """
    SELECT c.relname, l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE l.pid = %s AND l.mode <> 'AccessShareLock' AND c.relnamespace = 'public'::regnamespace
"""
DRIFT = """
    ALTER TABLE license_licensetransfermodel DROP COLUMN transfer_date;
    ALTER TABLE core_companymodel ALTER COLUMN name DROP NOT NULL;
    ALTER TABLE trade_licensetrade ADD COLUMN leftover integer;
    DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
                   WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace LIMIT 30
        LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.place, one.conname); END LOOP;
    END $$;
"""


class Looker:
    """Stands behind each statement of a connection and looks."""

    def __init__(self, alias: str, onlooker: Any) -> None:
        self._connection, self._onlooker = connections[alias], onlooker
        self.statements: list[str] = []
        self.stronger: set[tuple[str, str]] = set()
        self.limits: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        raw = self._connection.connection
        self._onlooker.execute(STRONGER, [raw.info.backend_pid])
        self.stronger.update(self._onlooker.fetchall())
        with raw.cursor() as beside:
            beside.execute("SHOW statement_timeout")
            self.limits.add(beside.fetchone()[0])
        self.statements.append(sql)
        return result


def _watched(alias: str, onlooker: Any) -> Looker:
    looker = Looker(alias, onlooker)
    with connections[alias].execute_wrapper(looker):
        found = audit(alias).findings
    assert found
    return looker


@pytest.mark.parametrize("drift", [DRIFT, "ALTER TABLE trade_licensetrade ADD COLUMN leftover integer"])
def test_checking_locks_no_real_table_beyond_reading(inspected: str, onlooker: Any, drift: str) -> None:
    onlooker.execute(drift)

    looker = _watched(inspected, onlooker)

    assert len(looker.statements) > 10
    assert looker.stronger == set()


def test_the_look_sees_a_stronger_lock(inspected: str, onlooker: Any) -> None:
    looker = Looker(inspected, onlooker)
    connection = connections[inspected]
    connection.set_autocommit(False)
    with connection.execute_wrapper(looker), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE trade_licensetrade IN SHARE MODE")
    connection.rollback()

    assert looker.stronger == {("trade_licensetrade", "ShareLock")}
    assert looker.limits == {"0"}


def test_every_statement_has_a_time_limit(inspected: str, onlooker: Any) -> None:
    onlooker.execute(DRIFT)

    assert _watched(inspected, onlooker).limits == {"1min"}
