#!/bin/sh
# Removes what the other commands made: `make clean`. Data outside the tree goes too (dev/postgres_files.py).
set -eu
if [ -e .run/lock ] && command -v flock >/dev/null && ! flock --nonblock .run/lock true; then
    echo "$(cat .run/lock) is running here: stop it first." >&2
    exit 2
fi
for data in .run/postgres .run/tests-*/postgres; do
    [ ! -L "$data" ] || rm -rf "$(readlink "$data")"
done
rm -rf .run .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
echo "==> Removed .venv and .run"
