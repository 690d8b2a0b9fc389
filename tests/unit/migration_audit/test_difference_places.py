"""A refusal names the lines of the old chain that could have made the difference."""

from pathlib import Path

from project.migration_audit.rebuild.chain import Difference
from project.migration_audit.rebuild.difference_places import app_of, places_of
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import Kind
from project.migration_audit.state import MigrationKey


def _item(app: str, text: str, line: int, kind: Kind = Kind.SCHEMA) -> InventoryItem:
    return InventoryItem(
        migration=MigrationKey(app, "0001_initial"),
        operation="Any",
        text=text,
        file=Path(f"/{app}/0001_initial.py"),
        line=line,
        position=0,
        by_hand=kind is not Kind.SCHEMA,
        kind=kind,
        why="a test",
    )


ITEMS = (
    _item("accounts", "Create model User", 3),
    _item("accounts", "Create model Users", 5),
    _item("accounts", "Raw SQL operation", 7, Kind.DDL),
    _item("core", "Create model Company", 9),
)


def test_what_no_model_makes_comes_before_what_names_the_model() -> None:
    index = Difference(kind="index", place="accounts_user.some_index", old="btree (x)", new=None)

    assert places_of(index, ITEMS) == "/accounts/0001_initial.py:7, /accounts/0001_initial.py:3: "
    assert app_of(index) == "accounts"


def test_a_place_of_no_model_may_come_from_what_no_model_makes() -> None:
    function = Difference(kind="function", place="public.one()", old="x", new=None)

    assert places_of(function, ITEMS) == "/accounts/0001_initial.py:7: "
    assert app_of(function) is None


def test_without_a_likely_line_nothing_is_said() -> None:
    assert places_of(Difference(kind="function", place="one()", old="x", new=None), ITEMS[:1]) == ""
