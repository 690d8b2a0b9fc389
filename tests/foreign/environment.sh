#!/bin/sh
# Makes the environment of the foreign sites, apart from ours: sh tests/foreign/environment.sh
# Its stamp is the content of the requirements, so that nothing happens until they change.
set -eu
here=tests/foreign/requirements.txt
venv=.run/foreign-venv
stamp=$venv/$(cksum <$here | tr -d ' ')
[ ! -e "$stamp" ] || exit 0
started=$(date +%s)
rm -rf $venv
mkdir -p .run
.venv/bin/python -m venv --without-pip $venv
.venv/bin/python -m uv pip install --quiet --no-deps --python $venv/bin/python -r $here
: >"$stamp"
echo "==> Environment of the foreign sites is ready ($(($(date +%s) - started)) s)"
