"""Runs commands of a foreign site in one process: a JSON list per line in, the exit status and both outputs out.

The list is the database's name and user, then the command with its arguments. Starting a large site takes seconds.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

import django
from django.core.management import get_commands, load_command_class
from django.db import connection


def answer(database: str, user: str, password: str, command: str, *arguments: str) -> dict[str, object]:
    """What the command says on that database."""
    connection.close()
    connection.settings_dict.update(NAME=database, USER=user, PASSWORD=password)
    out, errors = io.StringIO(), io.StringIO()
    status: object = 0
    with redirect_stdout(out), redirect_stderr(errors):
        try:
            loaded = load_command_class(get_commands()[command], command)
            loaded.run_from_argv(["manage.py", command, *arguments])
        except SystemExit as ended:
            status = ended.code
    connection.close()
    return {"exit": status, "out": out.getvalue(), "errors": errors.getvalue()}


if __name__ == "__main__":
    django.setup()
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line))), file=answers, flush=True)
