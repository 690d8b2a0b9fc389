"""Files that are on the disk once a function here returns."""

import os
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".rebuild-unfinished"


def write_new(path: Path, content: bytes) -> None:
    """Write a file that isn't there yet, and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_over(path: Path, content: bytes, *, mode: int) -> None:
    """Put a file in the place of another, whole or not at all; it belongs to whom its folder belongs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}{UNFINISHED}")
    unfinished.unlink(missing_ok=True)
    try:
        write_new(unfinished, content)
        unfinished.chmod(mode)
        owner = path.parent.stat()
        if os.geteuid() == 0:
            os.chown(unfinished, owner.st_uid, owner.st_gid)
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file that may be gone already."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has what was made, renamed or removed in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
