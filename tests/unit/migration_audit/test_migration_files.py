"""What keeps Django from reading the migrations at all, and last migrations that conflict."""

from project.findings import Direction, Severity
from project.migration_audit.detectors.files import (
    circular_dependency,
    missing_dependency,
    models_not_compared,
    unreadable_migration,
)
from project.migration_audit.detectors.graph import conflicting_leaves
from project.migration_audit.state import BrokenFile, BrokenGraph, GraphProblem
from tests.unit.migration_audit.pictures import FIRST, SECOND, THIRD, app, keys, picture

LOST = BrokenGraph(
    problem=GraphProblem.MISSING_DEPENDENCY, text="nonexistent parent node", origin=THIRD, missing=SECOND
)


def test_a_file_that_python_cannot_load_is_reported_with_its_error() -> None:
    broken = (BrokenFile(app="shop", name="0002_price", problem="SyntaxError: invalid syntax"),)

    (finding,) = unreadable_migration(picture(broken_files=broken))

    assert (finding.code, finding.severity, finding.object) == (
        "unreadable_migration",
        Severity.ERROR,
        "shop.0002_price",
    )
    assert "SyntaxError: invalid syntax" in finding.message


def test_a_package_that_python_cannot_load_is_reported_by_its_app() -> None:
    broken = (BrokenFile(app="shop", name="", problem="ModuleNotFoundError: No module named 'lost'"),)

    (finding,) = unreadable_migration(picture(broken_files=broken))

    assert finding.object == "shop"
    assert "the migrations package of shop" in finding.message


def test_files_that_load_are_not_reported() -> None:
    assert list(unreadable_migration(picture())) == []


def test_a_dependency_that_is_not_there_is_reported() -> None:
    (finding,) = missing_dependency(picture(broken_graph=LOST))

    assert finding.object == "shop.0003_stock"
    assert "depends on shop.0002_price, which isn't there" in finding.message


def test_a_graph_that_fits_together_is_not_reported() -> None:
    assert list(missing_dependency(picture())) == []
    assert list(circular_dependency(picture())) == []


def test_a_dependency_lost_by_a_half_applied_squash_is_left_to_that_finding() -> None:
    (squash,) = keys("shop.0001_squashed_0002")
    state = picture(broken_graph=LOST, replaces={squash: (FIRST, SECOND)}, records=(FIRST,))

    assert list(missing_dependency(state)) == []


def test_a_circle_is_reported() -> None:
    circle = BrokenGraph(problem=GraphProblem.CIRCULAR_DEPENDENCY, text="shop.0002_price, shop.0003_stock")

    (finding,) = circular_dependency(picture(broken_graph=circle))

    assert finding.code == "circular_dependency"
    assert "shop.0002_price, shop.0003_stock" in finding.message


def test_models_that_could_not_be_compared_are_an_error() -> None:
    (finding,) = models_not_compared(picture(model_changes=None, models_problem="KeyError: ('shop', 'gone')"))

    assert (finding.code, finding.severity) == ("models_not_compared", Severity.ERROR)


def test_models_are_not_reported_where_the_graph_is_the_reason() -> None:
    assert list(models_not_compared(picture(models_problem="NodeNotFoundError", broken_graph=LOST))) == []


def test_two_last_migrations_are_reported_with_the_merge() -> None:
    one, other = keys("shop.0003_colour shop.0003_stock")

    (finding,) = conflicting_leaves(picture(leaves={"shop": (one, other)}))

    assert finding.object == "shop.0003_colour, shop.0003_stock"
    assert finding.fix is not None
    assert finding.fix.direction is Direction.CODE
    assert "makemigrations --merge shop" in finding.fix.note


def test_a_conflict_in_an_installed_package_asks_for_a_new_installation() -> None:
    one, other = keys("shop.0003_colour shop.0003_stock")

    (finding,) = conflicting_leaves(picture(leaves={"shop": (one, other)}, apps={"shop": app("shop", ours=False)}))

    assert finding.fix is not None
    assert "reinstall" in finding.fix.note


def test_one_last_migration_is_not_reported() -> None:
    assert list(conflicting_leaves(picture())) == []
