"""Reads the files of `sql/`; no other module of this folder opens them."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"


def statements(name: str) -> str:
    """The text of `sql/<name>.sql`, to be executed without parameters."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
