"""Which SQL of migrations is made again in the scratch schema: only what can touch nothing else."""

import pytest
from django.db import migrations
from django.db.migrations.graph import MigrationGraph

from project.schema_audit.of_migrations.own_statements import OwnStatements, own_statements

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


@pytest.mark.parametrize(
    ("statement", "made"),
    [
        ("CREATE OR REPLACE VIEW v AS SELECT a FROM shop_item", "CREATE OR REPLACE VIEW v AS SELECT a FROM shop_item"),
        (
            "CREATE VIEW v AS SELECT count(*), a * 2 FROM shop_item",
            "CREATE VIEW v AS SELECT count(*), a * 2 FROM shop_item",
        ),
        (
            "CREATE MATERIALIZED VIEW IF NOT EXISTS v (b) WITH (fillfactor=70) AS SELECT a FROM shop_item WITH NO DATA",
            "CREATE VIEW v (b) AS SELECT a FROM shop_item",
        ),
    ],
)
def test_a_view_is_made_as_a_plain_one(statement: str, made: str) -> None:
    assert _own(statement).after == (made,)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE VIEW public.v AS SELECT a FROM shop_item"],
        ["CREATE VIEW v AS SELECT * FROM shop_item"],
        ["CREATE VIEW v AS SELECT a, shop_item.* FROM shop_item"],
        ["CREATE VIEW v AS SELECT a FROM shop_item", "DROP VIEW other, v"],
        ["CREATE VIEW v AS SELECT a FROM shop_item", "ALTER VIEW v RENAME TO w"],
    ],
)
def test_a_view_that_may_be_another_one_by_now_is_not_made(statements: list[str]) -> None:
    assert _own(*statements).after == ()


def test_a_view_that_later_code_names_is_not_made() -> None:
    def drop_v(apps: object, schema_editor: object) -> None:
        schema_editor.execute("DROP VIEW IF EXISTS v")  # type: ignore[attr-defined]

    loader = _Loader(migrations.RunSQL("CREATE VIEW v AS SELECT a FROM shop_item"), migrations.RunPython(drop_v))

    assert own_statements(loader, [("shop", "0001")], TABLES).after == ()  # type: ignore[arg-type]
