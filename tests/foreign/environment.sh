#!/bin/sh
# Makes the environment of the foreign sites, apart from ours: sh tests/foreign/environment.sh
# Its stamp is the content of the requirements, so that nothing happens until they change or its Python is gone.
set -eu
here=tests/foreign/requirements.txt
venv=.run/foreign-venv
stamp=$venv/$(cksum <$here | tr -d ' ')
[ ! -e "$stamp" ] || ! $venv/bin/python -c '' 2>/dev/null || exit 0
started=$(date +%s)
rm -rf $venv
mkdir -p .run
.venv/bin/python -m venv --without-pip $venv
# As dev/environment.sh does: a company's own certificates count, and where uv fails pip may still do.
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
.venv/bin/python -m uv pip install --quiet --no-deps --compile-bytecode --python $venv/bin/python -r $here ||
    .venv/bin/python -m pip --python $venv/bin/python install --quiet --no-deps -r $here
: >"$stamp"
echo "==> Environment of the foreign sites is ready ($(($(date +%s) - started)) s)"
