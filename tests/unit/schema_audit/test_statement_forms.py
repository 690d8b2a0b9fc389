"""What is read from the text of a fix's statement."""

import pytest

from project.schema_audit.fixing.forms import (
    index_built,
    inverse,
    is_concurrent,
    is_validation,
    may_rewrite,
    table_of,
    taking_back,
)

BUILD = 'CREATE UNIQUE INDEX CONCURRENTLY "a_key" ON "other"."a" USING btree (b)'
ADD_CHECK = 'ALTER TABLE "a" ADD CONSTRAINT "b_not_null" CHECK ("b" IS NOT NULL) NOT VALID'
VALIDATE = 'ALTER TABLE "a" VALIDATE CONSTRAINT "b_not_null"'


@pytest.mark.parametrize("sql", [BUILD, 'DROP INDEX CONCURRENTLY "a_key"'])
def test_what_postgresql_refuses_in_a_transaction(sql: str) -> None:
    assert is_concurrent(sql)


@pytest.mark.parametrize(
    "sql", ['CREATE INDEX "a_key" ON "a" USING btree (b)', "COMMENT ON TABLE \"a\" IS 'CREATE INDEX CONCURRENTLY '"]
)
def test_what_it_takes_in_a_transaction(sql: str) -> None:
    assert not is_concurrent(sql)


def test_a_validation_is_told_from_other_statements() -> None:
    assert is_validation(VALIDATE)
    assert not is_validation(ADD_CHECK)


def test_a_type_change_may_rewrite_and_a_default_does_not() -> None:
    assert may_rewrite('ALTER TABLE "a" ALTER COLUMN "b" TYPE integer')
    assert may_rewrite('ALTER TABLE "s"."a" SET UNLOGGED')
    assert not may_rewrite('ALTER TABLE "a" ALTER COLUMN "b" SET DEFAULT 1')


def test_an_index_that_is_built_beside_the_application_is_known_with_its_schema() -> None:
    assert index_built(BUILD) == ('"other"."a"', '"other"."a_key"')
    assert index_built('CREATE INDEX "a_key" ON "a" USING btree (b)') is None


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        (ADD_CHECK, '"a"'),
        (BUILD, '"other"."a"'),
        ('DO $fix$ BEGIN LOCK TABLE "a" IN SHARE ROW EXCLUSIVE MODE; END $fix$', '"a"'),
        ('ALTER INDEX "x" RENAME TO "y"', None),
    ],
)
def test_the_table_of_a_statement(sql: str, table: str | None) -> None:
    assert table_of(sql) == table


@pytest.mark.parametrize(
    ("sql", "back"),
    [
        (ADD_CHECK, 'ALTER TABLE "a" DROP CONSTRAINT IF EXISTS "b_not_null"'),
        (VALIDATE, ""),
        (BUILD, 'DROP INDEX CONCURRENTLY IF EXISTS "other"."a_key"'),
        ('CREATE INDEX "i" ON "a" USING btree (b)', 'DROP INDEX IF EXISTS "i"'),
        ('ALTER TABLE "a" ADD COLUMN "it""s" text', 'ALTER TABLE "a" DROP COLUMN IF EXISTS "it""s"'),
        ('ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL', 'ALTER TABLE "a" ALTER COLUMN "b" DROP NOT NULL'),
        ('CREATE TABLE "s"."a" ("id" bigint)', 'DROP TABLE IF EXISTS "s"."a"'),
        ('ALTER TABLE "a" DROP CONSTRAINT "b_not_null"', None),
        ('ALTER TABLE "a" ALTER COLUMN "b" TYPE bigint', None),
    ],
)
def test_what_takes_a_statement_back(sql: str, back: str | None) -> None:
    assert inverse(sql) == back


def test_statements_are_taken_back_last_first() -> None:
    forbid = 'ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL'

    assert taking_back([ADD_CHECK, VALIDATE, forbid]) == (
        'ALTER TABLE "a" ALTER COLUMN "b" DROP NOT NULL',
        'ALTER TABLE "a" DROP CONSTRAINT IF EXISTS "b_not_null"',
    )


def test_nothing_is_taken_back_where_one_of_them_can_not_be() -> None:
    assert taking_back([ADD_CHECK, 'ALTER TABLE "a" DROP CONSTRAINT "old"']) == ()
