#!/bin/sh
# Runs folders of slow tests: sh dev/suite.sh FOLDER... [PYTEST-OPTION...]. A folder without a test fails (pytest's 4 or 5).
set -eu
exec .venv/bin/python -m pytest -q "$@"
