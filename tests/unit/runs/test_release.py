from pathlib import Path

import pytest

from project.runs.release import fingerprint


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for folder in ("config", "project", "workers"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "code.py").write_text("a = 1\n")
    return tmp_path


def test_the_same_code_has_the_same_fingerprint(code: Path) -> None:
    assert fingerprint(code) == fingerprint(code)


def test_a_changed_line_changes_it(code: Path) -> None:
    before = fingerprint(code)
    (code / "workers" / "code.py").write_text("a = 2\n")
    assert fingerprint(code) != before


def test_a_changed_query_changes_it(code: Path) -> None:
    before = fingerprint(code)
    (code / "project" / "query.sql").write_text("SELECT 1")
    assert fingerprint(code) != before


def test_a_moved_file_changes_it(code: Path) -> None:
    before = fingerprint(code)
    (code / "project" / "code.py").rename(code / "project" / "other.py")
    assert fingerprint(code) != before


def test_what_is_no_code_does_not(code: Path) -> None:
    before = fingerprint(code)
    (code / "project" / "code.pyc").write_bytes(b"1")
    (code / "README.md").write_text("words")
    assert fingerprint(code) == before
