"""A night that can't be kept, since the tables of runs or reports are broken: the checks run here and say what is."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import transaction

from project.output.exit_status import ExitStatus

CHECKS = ("check_migrations", "check_db_structure")


@transaction.atomic
def require_tables() -> None:
    """Raise ProgrammingError where a table or column of runs and reports is missing, before a run waits for it."""
    for label in ("runs", "reports"):
        for model in apps.get_app_config(label).get_models():
            model._default_manager.first()


def check_here(stdout: OutputWrapper, stderr: OutputWrapper) -> ExitStatus:
    """Print both audits, "not stored"; FAILED unless one of them names a cause."""
    statuses = {_status_of(check, stdout, stderr) for check in CHECKS}
    explained = max(statuses) == ExitStatus.REPORTED
    return ExitStatus.REPORTED if explained else ExitStatus.FAILED


def _status_of(check: str, stdout: OutputWrapper, stderr: OutputWrapper) -> ExitStatus:
    try:
        call_command(check, stdout=stdout, stderr=stderr)
    except SystemExit as left:
        return ExitStatus(int(left.code or 0))
    return ExitStatus.CLEAN
