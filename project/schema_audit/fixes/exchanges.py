"""Plans for tables and columns that have one another's names."""

from collections.abc import Callable, Iterator

from project.findings import Finding, Fix, Tier
from project.schema_audit.exchanged import Circle
from project.schema_audit.fixes import words
from project.schema_audit.fixes.names_to_give import beside
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.room import free_name
from project.schema_audit.fixes.steps import Step, fix

Rename = Callable[[str, str], str]


def tables_exchanged(finding: Finding, planning: Planning) -> Fix:
    """Give each table its own name; keys and indexes have theirs."""
    comparison = planning.comparison
    circle = next(one for one in comparison.exchanged if finding.table in one.right)
    owner, table = comparison.owners[finding.table or ""], comparison.live.tables[finding.table or ""]
    aside = free_name(table.schema, table.relation, "aside", planning)
    before = f"{words.quoted(owner.schema)}." if owner.schema else ""

    def rename(old: str, new: str) -> str:
        now, then = (comparison.owners[one].relation if one in circle.names else one for one in (old, new))
        return f"ALTER TABLE {before}{words.quoted(now)} RENAME TO {words.quoted(then)}"

    return _around(circle, aside, rename, "Every row stays where it is; only the names change, all at once.")


def columns_exchanged(finding: Finding, planning: Planning) -> Fix:
    """Give each column its own name; what stands on it follows."""
    pair = planning.comparison.tables[finding.table or ""]
    circle = next(one for one in pair.exchanged if finding.column in one.right)
    aside = next(name for name in beside(circle.in_order()[0], "aside") if name not in pair.live.columns)

    def rename(old: str, new: str) -> str:
        return f"ALTER TABLE {words.owned_table(pair.owner)} RENAME COLUMN {words.quoted(old)} TO {words.quoted(new)}"

    return _around(circle, aside, rename, "Every value stays where it is; only the names change, all at once.")


def _around(circle: Circle, aside: str, rename: Rename, note: str) -> Fix:
    moves = list(_moves(circle, aside))
    there = [rename(old, new) for old, new in moves]
    back = [rename(new, old) for old, new in reversed(moves)]
    return fix(Tier.CONFIRM, [Step(_at_once(there))], undo=[_at_once(back)], note=note)


def _moves(circle: Circle, aside: str) -> Iterator[tuple[str, str]]:
    """Each gets its name from the one before it; where all names are taken, the first steps aside."""
    first, *others = circle.in_order()
    yield first, aside if circle.is_closed else circle.right[first]
    yield from ((name, circle.right[name]) for name in others)
    if circle.is_closed:
        yield aside, circle.right[first]


def _at_once(statements: list[str]) -> str:
    return f"DO $fix$ BEGIN {'; '.join(statements)}; END $fix$"
