"""Every command of the product shows how it is used, in a terminal of 80 columns."""

import pytest
from django.core.management import get_commands, load_command_class

COMMANDS = sorted(name for name, app in get_commands().items() if app.startswith("project."))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_ends_with_examples_that_fit_a_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    helped = load_command_class(get_commands()[name], name).create_parser("manage.py", name).format_help()

    examples = helped.partition("examples:\n")[2].splitlines()
    assert examples[0].strip().startswith(f"manage.py {name}")
    assert any(line.startswith("exit status: 0 ") for line in examples)
    assert max(map(len, helped.splitlines())) <= 80


def test_each_of_the_commands_is_looked_at() -> None:
    assert {"check_db_structure", "validate_db_fields", "check_migrations", "rebuild_migrations"} <= set(COMMANDS)
    assert {"sync_from_ge_server", "nightly", "enqueue"} <= set(COMMANDS)
