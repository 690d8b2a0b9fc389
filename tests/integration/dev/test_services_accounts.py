"""PostgreSQL refuses to run as root: started by root it runs as somebody else, wherever the tree lies.

That an ordinary user runs it himself is shown by .ci/run, which makes a whole night as one.
"""

import os
import shutil
from pathlib import Path

import pytest

from dev.postgres_files import OUTSIDE, remove_home
from tests.integration.dev.supervisor import run, running, server_pids

# As an ordinary user there is nothing to hand over, and nobody else to become.
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def test_root_hands_postgres_to_an_unprivileged_user(folder: Path) -> None:
    with running(folder):
        owners = {os.stat(f"/proc/{pid}").st_uid for pid in server_pids(folder)}
    assert len(owners - {0}) == 1


def test_data_lies_outside_a_folder_that_is_closed_to_that_user(folder: Path) -> None:
    folder.chmod(0o700)
    done = run(folder, "true")

    assert done.returncode == 0
    assert (folder / "postgres").readlink().parent == OUTSIDE


def test_data_lies_in_a_folder_that_is_open_to_that_user() -> None:
    folder = Path("/tmp") / f"open run folder {os.getpid()}"  # noqa: S108  # pytest's own folders are closed
    try:
        done = run(folder, "true")

        assert done.returncode == 0
        assert not (folder / "postgres").is_symlink()
    finally:
        shutil.rmtree(folder)


def test_data_outside_goes_with_the_folder(folder: Path) -> None:
    run(folder, "true")
    outside = (folder / "postgres").resolve()
    assert outside.is_dir()

    remove_home(folder)

    assert not outside.exists()
