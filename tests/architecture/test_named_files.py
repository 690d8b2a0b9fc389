"""Texts name files that are there: those of docs/ and the README, and the reading list of the structure audit."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLDERS = ("project", "workers", "config", "dev", "docs", "tests", "benchmarks")
AUDIT = ROOT / "project" / "schema_audit"
# A path in backticks from the root of the repository, without a placeholder (NAME); a link, but to other sites.
_PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[a-z0-9_./-]*)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_a_text_names_are_there(text: Path) -> None:
    words = text.read_text()
    named = [ROOT / path for path in _PATH.findall(words)] + [text.parent / path for path in _LINK.findall(words)]

    assert [str(path) for path in named if not path.exists()] == []


def test_the_reading_list_of_the_audit_names_all_of_its_files_and_no_other() -> None:
    named = set(re.findall(r"`([a-z_]+(?:\.py|/))`", (AUDIT / "__init__.py").read_text()))

    there = {path.name + ("/" if path.is_dir() else "") for path in AUDIT.iterdir()}
    assert named == there - {"__init__.py", "__pycache__/"}
