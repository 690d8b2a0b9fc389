"""Whoever reads the output may stop reading."""

import os
import shlex
import subprocess
import sys

import pytest

from dev.run_folder import ROOT


@pytest.mark.parametrize("arguments", ["check_db_structure --show-columns", "check_db_structure --help"])
def test_a_reader_that_stops_is_no_error(migrated_database_url: str, arguments: str) -> None:
    command = f"{shlex.quote(sys.executable)} manage.py {arguments} | head -1"
    environment = {**os.environ, "DATABASE_URL": migrated_database_url}

    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )

    assert (done.stdout.count("\n"), done.stderr) == (1, "")
