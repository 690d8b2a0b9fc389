"""Every command that docs/database_sync_guide.md prints is one that its command understands."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

GUIDE = Path(__file__).parents[3] / "docs" / "database_sync_guide.md"
PRINTED = re.compile(r"manage\.py ([a-z_]+(?: [^`\n|]*)?)(?=[`\n])")


def _printed() -> list[str]:
    return sorted(set(PRINTED.findall(GUIDE.read_text())))


def test_the_guide_prints_commands() -> None:
    names = {command.split()[0] for command in _printed()}

    assert len(_printed()) > 20
    assert {"rebuild_migrations", "check_migrations", "check_db_structure", "sync_from_ge_server", "migrate"} <= names


@pytest.mark.parametrize("command", _printed())
def test_a_command_of_the_guide_is_understood(command: str) -> None:
    name, *arguments = shlex.split(command)
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)

    parser.parse_args(arguments)


def test_every_option_of_the_rebuild_is_in_the_guide_or_the_help() -> None:
    parser = load_command_class("project.migration_audit", "rebuild_migrations").create_parser("manage.py", "x")
    of_django = BaseCommand().create_parser("manage.py", "x")._option_string_actions
    ours = [option for option in parser._option_string_actions if option not in of_django]
    told = GUIDE.read_text() + (parser.epilog or "")

    assert "--remove-alters" in ours
    assert [option for option in ours if option not in told] == []
