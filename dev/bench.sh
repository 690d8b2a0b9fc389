#!/bin/sh
# Prints the figures of every script in benchmarks/: `make bench`.
set -eu
for script in benchmarks/*.py; do
    echo "==> $script"
    .venv/bin/python -m "benchmarks.$(basename "$script" .py)"
done
