"""One side of the proof, as a process of its own: it answers questions about one chain in one scratch database.

`python -m` this module reads a JSON object from standard input (see `side_process.py`), then one question per line, and
answers each with a line of JSON. What migrations print goes to standard error.
"""

import json
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import IO, Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration

from project.migration_audit.rebuild.proof import overlay, states
from project.migration_audit.rebuild.proof.space import options_within
from project.schema_audit.guard import one_line


def main() -> None:
    """Set Django up for the scratch database, and answer until the questions end."""
    questions, answers = _own_channels()
    sys.excepthook = _failure_to(answers)
    request = json.loads(questions.readline())
    for alias, values in request["databases"].items():
        _lead(settings.DATABASES[alias], **values)
    django.setup()
    for line in questions:
        with _chain(request):
            answers.write(json.dumps(_answer(line.strip(), request)) + "\n")


def _lead(database: dict[str, Any], *, scratch_schema: str = "", **address: str) -> None:
    """Have an alias lead elsewhere."""
    database.update(address)
    if scratch_schema:
        database["OPTIONS"] = options_within(database.get("OPTIONS") or {}, scratch_schema)


def _own_channels() -> tuple[IO[str], IO[str]]:
    """Copies of both, out of reach of migrations: one that prints is heard elsewhere, one that asks finds nobody."""
    questions = os.fdopen(os.dup(sys.stdin.fileno()))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return questions, answers


def _chain(request: dict[str, Any]) -> AbstractContextManager[None]:
    """The one that this side is asked about."""
    if request["files"] is None:
        return nullcontext()
    return overlay.new_chain(request["files"], request["removed"])


def _answer(question: str, request: dict[str, Any]) -> dict[str, Any]:
    if question == "migrate":
        options = {"database": request["database"], "run_syncdb": True, "interactive": False, "verbosity": 0}
        call_command("migrate", skip_checks=True, **options)
    elif question == "reverse":
        MigrationExecutor(connections[request["database"]]).migrate([(app, None) for app in request["apps"]])
    elif question == "state":
        with overlay.old_chain():
            old = states.end_state()
        return {"differences": states.state_differences(old, states.end_state())}
    return {}


def _failure_to(answers: IO[str]) -> Any:
    """What ends this process is its last answer: the error, and the operation that raised it."""

    def tell(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        answers.write(json.dumps({"failure": one_line(error), **_place(traceback)}) + "\n")

    return tell


def _place(traceback: TracebackType | None) -> dict[str, Any]:
    """The migration that was being run, and the number of its operation."""
    found: dict[str, Any] = {}
    while traceback is not None:
        names = traceback.tb_frame.f_locals
        migration, operation = names.get("self"), names.get("operation")
        if isinstance(migration, Migration):
            found = {"app": migration.app_label, "name": migration.name, "position": None}
            if operation in migration.operations:
                found["position"] = migration.operations.index(operation)
        traceback = traceback.tb_next
    return found


if __name__ == "__main__":
    main()
