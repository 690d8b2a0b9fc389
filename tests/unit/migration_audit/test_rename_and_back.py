"""Every rename is known with its opposite, or refused."""

import pytest
from django.core.management.base import CommandError

from project.migration_audit.rebuild.renames import rename_of


@pytest.mark.parametrize(
    ("sql", "undo"),
    [
        ('ALTER INDEX "a" RENAME TO "b"', 'ALTER INDEX "b" RENAME TO "a"'),
        ('ALTER INDEX "public"."a" RENAME TO "b";', 'ALTER INDEX "public"."b" RENAME TO "a"'),
        ("ALTER SEQUENCE a_id_seq RENAME TO b_id_seq", "ALTER SEQUENCE b_id_seq RENAME TO a_id_seq"),
        (
            'ALTER TABLE "t" RENAME CONSTRAINT "a" TO "b"',
            'ALTER TABLE "t" RENAME CONSTRAINT "b" TO "a"',
        ),
        (
            'ALTER TABLE "odd "" TO " RENAME CONSTRAINT "a RENAME TO b" TO "c"',
            'ALTER TABLE "odd "" TO " RENAME CONSTRAINT "c" TO "a RENAME TO b"',
        ),
        ('ALTER TRIGGER "a" ON "s"."t" RENAME TO "b"', 'ALTER TRIGGER "b" ON "s"."t" RENAME TO "a"'),
    ],
)
def test_a_rename_is_taken_back_by_its_opposite(sql: str, undo: str) -> None:
    assert rename_of(sql).undo_sql == undo


@pytest.mark.parametrize("sql", ["DROP INDEX a", "ALTER TABLE t DROP COLUMN c", "ALTER FUNCTION f(int) RENAME TO g"])
def test_what_has_no_opposite_is_refused(sql: str) -> None:
    with pytest.raises(CommandError, match="nobody knows how to take this back"):
        rename_of(sql)
