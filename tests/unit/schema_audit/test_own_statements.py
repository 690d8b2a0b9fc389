"""Which SQL of migrations is made again in the scratch schema: only what can touch nothing else."""

import pytest
from django.db import migrations
from django.db.migrations.graph import MigrationGraph

from project.schema_audit.own_statements import OwnStatements, own_statements

TABLES = {"shop_item"}


class _Loader:
    """A graph of one migration."""

    def __init__(self, *operations: object) -> None:
        self.graph = MigrationGraph()
        migration = migrations.Migration("0001", "shop")
        migration.operations = list(operations)
        self.graph.add_node(("shop", "0001"), migration)


def _own(*statements: str) -> OwnStatements:
    loader = _Loader(*(migrations.RunSQL(statement) for statement in statements))
    return own_statements(loader, [("shop", "0001")], TABLES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX i ON shop_item (a)",
        "CREATE UNIQUE INDEX IF NOT EXISTS i ON shop_item (a)",
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE shop_item ADD CONSTRAINT c CHECK (a > 0)",
    ],
)
def test_a_statement_about_tables_of_the_models_is_taken(statement: str) -> None:
    assert _own(statement).after == (statement,)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX i ON other_table (a)",
        "CREATE INDEX i ON public.shop_item (a)",
        "CREATE TYPE public.mood AS ENUM ('a')",
        "UPDATE shop_item SET a = 1",
        "DELETE FROM shop_item",
        "DROP TABLE shop_item",
        "ALTER TYPE mood ADD VALUE 'b'",
    ],
)
def test_a_statement_that_could_touch_anything_else_is_not_taken(statement: str) -> None:
    assert (_own(statement).before, _own(statement).after) == ((), ())


def test_types_come_before_the_tables() -> None:
    own = _own("CREATE TYPE mood AS ENUM ('a'); ALTER TYPE mood ADD VALUE 'b'")

    assert own.before == ("CREATE TYPE mood AS ENUM ('a')", "ALTER TYPE mood ADD VALUE 'b'")


def test_what_is_dropped_later_is_not_made() -> None:
    assert _own("CREATE INDEX i ON shop_item (a)", "DROP INDEX i") == OwnStatements()


def test_an_index_is_not_built_concurrently_in_a_transaction() -> None:
    assert _own("CREATE INDEX CONCURRENTLY i ON shop_item (a)").after == ("CREATE INDEX i ON shop_item (a)",)


def test_a_trigger_calls_the_function_where_it_was_made() -> None:
    own = _own(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER t BEFORE UPDATE ON shop_item FOR EACH ROW EXECUTE FUNCTION f()",
    )

    assert own.after[1].endswith("EXECUTE FUNCTION pg_temp.f()")
