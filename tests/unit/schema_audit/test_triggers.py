"""Which triggers come between a model and its rows; the rest stands in tests/cases."""

import pytest

from project.schema_audit.schema import Trigger


def _trigger(definition: str, name: str = "t") -> Trigger:
    return Trigger(name=name, definition=definition, enabled=True)


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("t", "CREATE TRIGGER t BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()"),
        ('a "b', 'CREATE TRIGGER "a ""b" BEFORE DELETE ON item FOR EACH ROW EXECUTE FUNCTION f()'),
        ("t", "CREATE RULE t AS\n    ON INSERT TO item DO INSTEAD NOTHING;"),
    ],
)
def test_what_comes_before_a_write_interferes(name: str, definition: str) -> None:
    assert _trigger(definition, name).interferes


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("t", "CREATE TRIGGER t AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()"),
        ("x BEFORE y", 'CREATE TRIGGER "x BEFORE y" AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()'),
        ("t", "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()"),
        ("t", "CREATE TRIGGER t BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION tool.f()"),
    ],
)
def test_what_watches_or_is_a_tools_does_not(name: str, definition: str) -> None:
    assert not _trigger(definition, name).interferes


def test_two_triggers_that_do_the_same_are_equal_but_for_their_names() -> None:
    one, other = (_trigger(f"CREATE TRIGGER {name} BEFORE INSERT ON item EXECUTE FUNCTION f()", name) for name in "ab")

    assert one.unnamed == other.unnamed
