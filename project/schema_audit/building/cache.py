"""The built expected side in a file, so that a nightly run only reads; everything works without it too.

The key covers all that the picture depends on: the statements, server, extensions, Django and this reader.
"""

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from dataclasses import asdict
from pathlib import Path

import django
from django.conf import settings

from project.schema_audit.reading.snapshot import PARTS, Rows
from project.schema_audit.session import Session
from project.schema_audit.statements import statement

_KEPT_FILES = 24


def cache_key(statements: str, session: Session) -> str:
    """64 hex digits; others after any change of code, server, extensions, settings or what is searched besides.

    `statements` stands for them.
    """
    digest = hashlib.sha256(statements.encode())
    server = (session.server_version, sorted(session.extensions), session.path_after_first, session.printing)
    digest.update(repr((*server, django.VERSION)).encode())
    for part in (*PARTS, "views"):
        digest.update(statement(part).encode())
    return digest.hexdigest()


def load(key: str) -> Rows | None:
    """The rows stored under the key; None where there are none, or none that can be read whole."""
    try:
        stored = json.loads(gzip.decompress(_file(key).read_bytes()))
        rows = stored["rows"]
        if stored["key"] != key or set(rows["parts"]) != set(PARTS):
            return None
        return Rows(path=tuple(rows["path"]), beside=tuple(rows["beside"]), parts=rows["parts"])
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None


def store(key: str, rows: Rows) -> bool:
    """Write the rows beside and move them into place; False where the folder can't be written."""
    file = _file(key)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=file.name, delete=False) as beside:
            beside.write(gzip.compress(json.dumps({"key": key, "rows": asdict(rows)}).encode(), compresslevel=1))
        Path(beside.name).replace(file)
        _forget_oldest(file.parent)
    except OSError:
        return False
    return True


def cache_folder() -> Path:
    """`settings.SCHEMA_AUDIT_CACHE`, else a folder of the user's own."""
    configured = getattr(settings, "SCHEMA_AUDIT_CACHE", None)
    if configured:
        return Path(configured)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "schema_audit"


def _file(key: str) -> Path:
    return cache_folder() / f"expected-{key[:32]}.json.gz"


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("expected-*.json.gz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT_FILES:]:
        file.unlink(missing_ok=True)
