"""The hash of what Python reads in a migration's file."""

import pytest

from project.migration_audit.seen_files import code_sha256

SOURCE = b"""
class Migration:
    operations = ['a', {"b": 1}]
"""


@pytest.mark.parametrize(
    "other",
    [
        b"class Migration:\n    operations = [\n        'a',  # why\n        {'b': 1},\n    ]\n",
        b'"""What it is for."""\nclass Migration:\n    """More."""\n    operations = ["a", {"b": 0x1}]',
        SOURCE.replace(b"\n", b"\r\n"),
    ],
    ids=["layout", "docstrings", "line ends"],
)
def test_layout_comments_and_docstrings_change_nothing(other: bytes) -> None:
    assert code_sha256(other) == code_sha256(SOURCE)


@pytest.mark.parametrize("other", [SOURCE.replace(b"1", b"2"), SOURCE.replace(b"'a'", b"b'a'"), SOURCE + b"x = 1\n"])
def test_values_names_and_statements_change_it(other: bytes) -> None:
    assert code_sha256(other) != code_sha256(SOURCE)


def test_it_is_the_same_in_every_version_of_python() -> None:
    assert code_sha256(b"x = 1\n") == "865ba2569433f0e029f7975d56becbc1442161dbf13f6b40170bfe481e8dfff9"


def test_what_python_cannot_read_counts_by_its_bytes() -> None:
    assert code_sha256(b"class (") != code_sha256(b"class ( ")
