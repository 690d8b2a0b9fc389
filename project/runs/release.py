"""Which release this process runs."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

CODE = ("config", "project", "workers")
SUFFIXES = (".py", ".sql")


@cache
def release_id() -> str:
    """RELEASE, else the fingerprint of the code, read once: later changes on disk are not what this process runs."""
    return settings.RELEASE or f"code-{fingerprint(settings.BASE_DIR)}"


def fingerprint(root: Path) -> str:
    """12 hex digits of the names and contents of the source files below `root`."""
    digest = sha256()
    for file in sorted(file for folder in CODE for file in (root / folder).rglob("*") if file.suffix in SUFFIXES):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]
