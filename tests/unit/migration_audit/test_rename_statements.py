"""Names that a fresh database has otherwise: the statements that give them to an existing one."""

from project.migration_audit.rebuild.proof.rename_sql import rename_statements
from project.schema_audit.schema import Constraint, Index, Kind, Schema, Sequence, Table


def _schema(*indexes: tuple[str, str], constraint: str = "", sequence: str = "") -> Schema:
    numbers = Sequence(
        name=sequence, schema="public", type="bigint", start=1, increment=1, minimum=1, maximum=9, cycle=False
    )
    check = Constraint(name=constraint, kind=Kind.CHECK, definition="CHECK (a)", columns=("a",))
    table = Table(
        name="t",
        schema="public",
        relation="t",
        indexes=tuple(Index(name=name, definition=definition, columns=("a",)) for name, definition in indexes),
        constraints=(check,) if constraint else (),
        sequences={"id": numbers} if sequence else {},
    )
    return Schema(default_schema="public", tables={"t": table})


def test_the_same_names_need_nothing() -> None:
    one = _schema(("a", "btree (a)"), constraint="c", sequence="s")

    assert rename_statements(one, one, str) == ()


def test_equal_structure_under_another_name_is_renamed() -> None:
    old = _schema(("old", "btree (a)"), constraint="old_check", sequence="old_seq")
    new = _schema(("new", "btree (a)"), constraint="new_check", sequence="new_seq")

    assert rename_statements(old, new, str) == (
        'ALTER TABLE "public"."t" RENAME CONSTRAINT "old_check" TO "new_check"',
        'ALTER INDEX "public"."old" RENAME TO "new"',
        'ALTER SEQUENCE "public"."old_seq" RENAME TO "new_seq"',
    )


def test_other_structure_is_no_rename() -> None:
    assert rename_statements(_schema(("old", "btree (a)")), _schema(("new", "hash (a)")), str) == ()


def test_a_name_that_is_still_taken_waits_for_it() -> None:
    old = _schema(("a", "btree (x)"), ("b", "btree (y)"))
    new = _schema(("b", "btree (x)"), ("c", "btree (y)"))

    assert rename_statements(old, new, str) == (
        'ALTER INDEX "public"."b" RENAME TO "c"',
        'ALTER INDEX "public"."a" RENAME TO "b"',
    )


def test_names_that_change_places_step_aside() -> None:
    old = _schema(("a", "btree (x)"), ("b", "btree (y)"))
    new = _schema(("b", "btree (x)"), ("a", "btree (y)"))

    assert rename_statements(old, new, str) == (
        'ALTER INDEX "public"."a" RENAME TO "a_renamed"',
        'ALTER INDEX "public"."b" RENAME TO "a"',
        'ALTER INDEX "public"."a_renamed" RENAME TO "b"',
    )
