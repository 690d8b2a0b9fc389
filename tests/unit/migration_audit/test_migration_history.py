"""What waits, and what was applied out of order."""

from project.findings import Cause, Severity
from project.migration_audit.detectors.history import inconsistent_history, unapplied
from tests.unit.migration_audit.pictures import FIRST, SECOND, THIRD, keys, picture


def test_a_pending_migration_is_reported_with_its_command() -> None:
    (finding,) = unapplied(picture(records=(FIRST, SECOND), pending=(THIRD,)))

    assert (finding.code, finding.severity, finding.object) == ("unapplied", Severity.ERROR, "shop.0003_stock")
    assert finding.cause is Cause.UNAPPLIED_MIGRATION
    assert finding.fix is not None
    assert "manage.py migrate shop 0003_stock" in finding.fix.note


def test_a_fully_applied_chain_is_not_reported() -> None:
    assert list(unapplied(picture())) == []


def test_a_database_that_was_never_migrated_is_one_finding() -> None:
    for records in (None, ()):
        (finding,) = unapplied(picture(records=records, pending=(FIRST, SECOND, THIRD)))

        assert finding.code == "unapplied"
        assert finding.details == (("shop", "3"),)
        assert "never migrated" in finding.message


def test_a_pending_migration_behind_a_conflict_says_what_comes_first() -> None:
    other = keys("shop.0003_colour")[0]
    state = picture(records=(FIRST, SECOND), pending=(THIRD, other), leaves={"shop": (other, THIRD)})

    notes = [finding.fix.note for finding in unapplied(state) if finding.fix]

    assert len(notes) == 2
    assert all(note.startswith("Mend the conflict") for note in notes)


def test_applied_before_its_dependency_is_reported() -> None:
    (finding,) = inconsistent_history(picture(records=(FIRST, THIRD), pending=(SECOND,)))

    assert finding.code == "inconsistent_history"
    assert finding.object == "shop.0003_stock"
    assert "shop.0002_price" in finding.message


def test_rows_in_another_order_than_the_graph_are_not_reported() -> None:
    assert list(inconsistent_history(picture(records=(THIRD, SECOND, FIRST)))) == []


def test_a_squashed_parent_whose_originals_are_all_applied_is_not_reported() -> None:
    squash, child = keys("shop.0001_squashed_0002 shop.0003_stock")
    state = picture(
        files=frozenset({squash, child, FIRST, SECOND}),
        replaces={squash: (FIRST, SECOND)},
        parents={squash: (), child: (squash,)},
        records=(FIRST, SECOND, child),
    )

    assert list(inconsistent_history(state)) == []


def test_a_squashed_parent_with_an_unapplied_original_is_reported() -> None:
    squash, child = keys("shop.0001_squashed_0002 shop.0003_stock")
    state = picture(
        files=frozenset({squash, child, FIRST, SECOND}),
        replaces={squash: (FIRST, SECOND)},
        parents={squash: (), child: (squash,)},
        records=(child,),
    )

    assert [finding.object for finding in inconsistent_history(state)] == ["shop.0003_stock"]
