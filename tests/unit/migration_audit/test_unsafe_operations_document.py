"""docs/unsafe-operations.md and the rules in the code say the same."""

from pathlib import Path

from project.migration_audit.unsafe.rules import RULES

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "unsafe-operations.md"


def _rows() -> dict[str, list[str]]:
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip("` "): row for row in cells}


def test_the_document_has_every_rule_and_no_other() -> None:
    assert list(_rows()) == list(RULES)


def test_kind_trouble_and_recipe_are_those_of_the_code() -> None:
    for name, (_, kind, _lock, _work, trouble, recipe) in _rows().items():
        rule = RULES[name]
        assert (kind, trouble, recipe) == (rule.kind.value, rule.trouble, rule.recipe)
