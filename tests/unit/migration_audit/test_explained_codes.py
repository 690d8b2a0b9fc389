"""Every finding code of the migration audit is explained in docs/."""

from pathlib import Path

from project.migration_audit.audit import CODES

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_every_code_is_explained() -> None:
    text = "".join((DOCS / name).read_text() for name in ("findings.md", "database_sync_guide.md"))

    assert {code for code in CODES if f"`{code}`" not in text} == set()
