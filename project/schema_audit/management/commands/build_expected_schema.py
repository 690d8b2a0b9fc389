"""`manage.py build_expected_schema`: what the code expects, in a file for servers on which nothing can be built."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS

from project.output.audit_command import known_database
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.output.waiting import Waiting
from project.schema_audit.building.artefact import SETTING
from project.schema_audit.building.making import ScratchUnavailableError
from project.schema_audit.building.shipping import ship

EXAMPLES = """examples:
  manage.py build_expected_schema --out expected.json
  manage.py build_expected_schema --out expected.json --database other
                                           an alias of DATABASES
exit status: 0 written, 2 nothing was written"""


class Command(ToolCommand):
    """Reads the arguments, builds, says what was written."""

    help = (
        "Write what the code expects of the schema to a file, in a release step: where "
        f"{SETTING} names it, read-only servers and roles without any right to create can be checked too."
    )
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the database whose tables and server version count."""
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write it")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="alias of the database (default: default)")

    def run(self, **options: Any) -> ExitStatus:
        """Build and write."""
        using, file = known_database(options["database"]), options["out"]
        try:
            with Waiting(sys.stderr) as waiting:
                waiting("building what the code expects")
                shipped = ship(using, file)
        except ScratchUnavailableError as error:
            raise CommandError(f"Nothing was written, since {error}.") from error
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error.strerror}.") from error
        self.stdout.write(f"Written: {file}, {shipped.tables} tables as PostgreSQL {shipped.server} describes them")
        return ExitStatus.CLEAN
