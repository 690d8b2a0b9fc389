"""The files of a migrations folder as values, and the exchange of some for others."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

from project.migration_audit.rebuild.durable import UNFINISHED, remove, write_over

MARKER = ".rebuild-in-progress"


@dataclass(frozen=True, kw_only=True)
class FileImage:
    """A file's bytes and permission bits."""

    content: bytes
    mode: int = 0o644

    @property
    def sha256(self) -> str:
        """Hex digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


# By the path below the folder, with slashes.
Files = Mapping[str, FileImage]


def read_files(folder: Path) -> dict[str, FileImage]:
    """Every file below a folder, sorted; without what Python compiled and what a rebuild leaves while it works.

    Raises OSError for a file that can't be read.
    """
    return {
        path.relative_to(folder).as_posix(): FileImage(content=path.read_bytes(), mode=path.stat().st_mode & 0o777)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_left_out(path)
    }


def write_and_remove(folder: Path, *, old: Collection[str], new: Files, on_file: Callable[[str], None]) -> None:
    """Write the `new` files, then remove the `old` ones that aren't among them; a second call finishes a first.

    `on_file` hears each path before it is touched.
    """
    for left in folder.rglob(f".*{UNFINISHED}"):
        remove(left)
    for path, image in new.items():
        if not _is_there(folder / path, image):
            on_file(path)
            write_over(folder / path, image.content, mode=image.mode)
            _forget_compiled(folder / path)
    for path in sorted(set(old) - set(new)):
        on_file(path)
        remove(folder / path)
        _forget_compiled(folder / path)


def _is_there(path: Path, image: FileImage) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_mode & 0o777 == image.mode and path.read_bytes() == image.content


def _forget_compiled(path: Path) -> None:
    """Python takes compiled code for current by the source's size and second of change: both can be the same."""
    if path.suffix == ".py":
        Path(cache_from_source(str(path))).unlink(missing_ok=True)


def _is_left_out(path: Path) -> bool:
    return "__pycache__" in path.parts or path.suffix == ".pyc" or path.name == MARKER or path.name.endswith(UNFINISHED)
