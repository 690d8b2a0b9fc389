#!/bin/sh
# Every check of the code that is no test: `make lint`. All of them run; what fails is shown in full.
set -u
status=0

check() {
    if output=$("$@" 2>&1); then
        echo "==> $*: fine"
    else
        printf '%s\n==> %s: FAILED\n' "$output" "$*"
        status=1
    fi
}

PATH=$PWD/.venv/bin:$PATH
check ruff check .
check ruff format --check .
check mypy .
check lint-imports
check python manage.py check
check python -m dev.services run -- python manage.py makemigrations --check --dry-run
exit $status
