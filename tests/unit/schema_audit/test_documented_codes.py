"""docs/findings.md explains every code, and no code that isn't there."""

import re
from pathlib import Path

from project.schema_audit.codes import CODES

TEXT = (Path(__file__).parents[3] / "docs" / "findings.md").read_text()


def test_every_code_is_explained() -> None:
    assert {code for code in CODES if f"`{code}`" not in TEXT} == set()


def test_the_tables_name_no_other_code() -> None:
    listed = {code for row in re.findall(r"^\| (`.*?) \|", TEXT, re.M) for code in re.findall(r"`(\w+)`", row)}

    assert listed - CODES == set()
