"""What every planner may look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from project.findings import Finding
from project.schema_audit.counting.evidence import Evidence
from project.schema_audit.fixes.dependents import Dependent
from project.schema_audit.fixes.held_names import Held
from project.schema_audit.fixes.misnamed import MisnamedThings
from project.schema_audit.matching import Comparison
from project.schema_audit.owners import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """Both pictures, alias, role and time zone of the connection, and the models' defaults as SQL by owner and column.

    `path` is the search path, where a schema beside the role's own was asked for by name; `home` is the schema that
    statements have to write out, if they have to. By fingerprint: the rows in the way, the values and bytes that a
    leftover column holds, and what stands on a column that gets another type. `held` says who has the names that
    fixes give, `misnamed` what is right but for its name.
    """

    comparison: Comparison
    rows: Evidence
    contents: Mapping[str, tuple[int, int]]
    dependents: Mapping[str, tuple[Dependent, ...]]
    held: Held
    misnamed: MisnamedThings
    alias: str
    role: str
    zone: str
    path: str
    home: str
    default_of: Callable[[Owner, str], str | None]

    def in_the_way(self, finding: Finding) -> int | None:
        """How many rows stand in the way: 0 for none; None where it could not be counted."""
        return self.rows.rows.get(finding.fingerprint, 0)
