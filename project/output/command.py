"""The frame of every command: an expected error is one sentence on standard error and exit status 2."""

import sys
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter, SystemCheckError
from django.db import DatabaseError, InterfaceError, OperationalError

from project.output.exit_status import ExitStatus
from project.output.pipe import quiet_pipe


class ExampleFormatter(DjangoHelpFormatter):
    """Help with examples after the options, their lines kept as written; a description of one line is wrapped."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" not in text:
            return super()._fill_text(text, width, indent)
        return "".join(indent + line for line in text.splitlines(keepends=True))


class ToolCommand(BaseCommand):
    """A command whose `run` returns its exit status, and whose `examples` stand below the options of `--help`.

    Django's own frame prints a traceback for a database that is away, and exits with 1 for every CommandError.
    """

    examples: ClassVar[str]

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser, with the examples."""
        kwargs |= {"formatter_class": ExampleFormatter, "epilog": self.examples}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit with what `run` returned; 0 returns, so that `call_command` works in tests and scripts."""
        if status := self.run(**options):
            sys.exit(int(status))

    def run(self, **options: Any) -> ExitStatus:
        """The command's one use case; every command has its own."""
        raise CommandError(f"{type(self).__module__} has no run().")

    def run_from_argv(self, argv: list[str]) -> None:
        """Django's entry from the command line, with the errors that users meet put in words."""
        with quiet_pipe():
            self._run_and_tell(argv)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Django's frame; a CommandError leaves with status 2, whoever raised it."""
        try:
            return super().execute(*args, **options)
        except SystemCheckError as error:
            raise CommandError(str(error), returncode=int(ExitStatus.FAILED)) from error
        except CommandError as error:
            error.returncode = int(ExitStatus.FAILED)
            raise

    def _run_and_tell(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except KeyboardInterrupt:
            self._fail("Stopped by Ctrl-C.")
        except (OperationalError, InterfaceError) as error:
            self._fail(f"The database can't be reached or stopped answering: {_first_line(error)}")
        except DatabaseError as error:
            self._fail(f"The database refused: {_first_line(error)}")
        except ImproperlyConfigured as error:
            self._fail(f"The settings can't be used: {_first_line(error)}")

    def _fail(self, sentence: str) -> None:
        self.stderr.write(self.style.ERROR(sentence))
        sys.exit(int(ExitStatus.FAILED))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
