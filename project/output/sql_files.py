"""Statements in files of their own, one folder for each room."""

from collections.abc import Callable
from functools import cache
from pathlib import Path


def statements(folder: Path) -> Callable[[str], str]:
    """What reads `folder/<name>.sql` by name, once: text with `%(name)s` for its parameters."""

    @cache
    def statement(name: str) -> str:
        return (folder / f"{name}.sql").read_text(encoding="utf-8")

    return statement
