"""A folder for the services of one test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.postgres_files import remove_home


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """With a space in its name, and as closed to others as pytest makes it."""
    made = tmp_path / "a run folder"
    made.mkdir()
    yield made
    remove_home(made)
    shutil.rmtree(made)
