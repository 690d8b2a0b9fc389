"""Equal structure under another name: cosmetic, but a later migration looks for the name that Meta gives."""

import re
from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Constraint, Index

# Names that Django or PostgreSQL makes up. A renamed model keeps the old ones, and nothing ever looks for them by name.
_MADE_UP = re.compile(r"_[0-9a-f]{8}(_|$)|_(pkey|key|check|fkey|idx|excl|uniq|like)\d*$|_refs_")


def constraint_name(comparison: Comparison) -> Iterator[Finding]:
    """A constraint that is right but for its name."""
    for pair in comparison.unequal:
        for matched in pair.constraints.values():
            for live, expected in matched.same:
                yield from _renamed(pair, live, expected, "constraint_name")


def index_name(comparison: Comparison) -> Iterator[Finding]:
    """An index that is right but for its name."""
    for pair in comparison.unequal:
        for live, expected in pair.indexes.same:
            yield from _renamed(pair, live, expected, "index_name")


def is_told(pair: TablePair, found: str, right: str) -> bool:
    """Whether the other name is worth a finding: one that was made up is not, unless Meta gives another."""
    return found != right and (right in pair.owner.given_names or not _MADE_UP.search(found))


def _renamed(pair: TablePair, live: Constraint | Index, expected: Constraint | Index, code: str) -> Iterator[Finding]:
    if not is_told(pair, live.name, expected.name):
        return
    message = f"It is called {live.name} in the database and {expected.name} in the models."
    yield at_table(
        pair.owner,
        pair.name,
        code,
        Severity.INFO,
        message,
        object=live.name,
        expected=expected.name,
        actual=live.name,
    )
