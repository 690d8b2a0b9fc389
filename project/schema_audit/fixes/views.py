"""Plans for views that migrations make."""

import re

from project.findings import Finding, Fix, Tier
from project.schema_audit.fixes import words
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.steps import Step, by_hand, fix
from project.schema_audit.schema import Function

_CREATE = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?", re.I)
_MATERIALIZED = re.compile(r"CREATE\s+MATERIALIZED\s", re.I)


def view_differs(finding: Finding, planning: Planning) -> Fix:
    """The view as the migration makes it; a materialized one holds indexes and rows, which a person brings back."""
    name = finding.object or ""
    wanted, live = planning.comparison.expected.views[name], planning.comparison.live.views.get(name)
    kind = "MATERIALIZED VIEW" if _MATERIALIZED.match(wanted.statement) else "VIEW"
    drop = f"DROP {kind} {words.quoted(name)}"
    if live is None:
        return fix(Tier.CONFIRM, [Step(wanted.statement, "")], undo=[drop])
    if kind != "VIEW" or _MATERIALIZED.match(live.statement):
        note = "Make it again, with its indexes: the migration's SQL has them all."
        return by_hand(note, [live.statement, wanted.statement])
    note = "Where its columns are others it is made anew, without the rights that others had on it."
    return fix(Tier.CONFIRM, [Step(_replaced(name, wanted), "")], undo=[_replaced(name, live)], note=note)


def _replaced(name: str, view: Function) -> str:
    """In place where PostgreSQL can, which keeps everything that stands on it."""
    made = _CREATE.sub("CREATE ", view.statement, count=1)
    anew = f"DROP VIEW {words.quoted(name)}; {made}"
    in_place = made.replace("CREATE ", "CREATE OR REPLACE ", 1)
    return f"DO $fix$ BEGIN {in_place}; EXCEPTION WHEN invalid_table_definition THEN {anew}; END $fix$"
