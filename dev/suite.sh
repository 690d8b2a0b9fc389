#!/bin/sh
# Runs a folder of slow tests: sh dev/suite.sh FOLDER [PYTEST-OPTION...]. A folder that is still to be filled is said to
# be so; once it holds test files, a run that finds no test in them fails (pytest's exit status 5).
set -eu
folder=$1
if [ -z "$(find "$folder" -name 'test_*.py' 2>/dev/null)" ]; then
    echo "==> $folder holds no tests yet"
    exit 0
fi
exec .venv/bin/python -m pytest -q "$@"
