"""Plans for triggers that migrations make, and for those that nobody asked for."""

from project.findings import Finding, Fix, Tier
from project.schema_audit.detectors.triggers import renamed_triggers
from project.schema_audit.fixes import words
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.steps import SHARE_ROW_EXCLUSIVE, Step, fix
from project.schema_audit.matching import TablePair
from project.schema_audit.schema import Trigger


def trigger_differs(finding: Finding, planning: Planning) -> Fix:
    """The trigger as the migration makes it."""
    pair = planning.comparison.tables[finding.table or ""]
    expected = next(trigger for trigger in pair.expected.triggers if trigger.name == finding.object)
    if old := renamed_triggers(pair).get(expected.name):
        there, back = _rename(pair, old.name, expected.name), _rename(pair, expected.name, old.name)
        return fix(Tier.CONFIRM, [Step(there)], undo=[back])
    live = next((trigger for trigger in pair.live.triggers if trigger.name == finding.object), None)
    drop = _drop(pair, expected)
    steps = [Step(drop)] if live else []
    undo = [drop, live.definition] if live else [drop]
    return fix(Tier.CONFIRM, [*steps, Step(expected.definition, SHARE_ROW_EXCLUSIVE)], undo=undo)


def extra_trigger(finding: Finding, planning: Planning) -> Fix:
    """No row is lost with it; what it does to rows that come is for a person to know."""
    pair = planning.comparison.tables[finding.table or ""]
    live = next(trigger for trigger in pair.live.triggers if trigger.name == finding.object and trigger.interferes)
    note = "Somebody may rely on what it does: look at it first."
    return fix(Tier.CONFIRM, [Step(_drop(pair, live))], undo=[live.definition.rstrip(";")], note=note)


def _rename(pair: TablePair, old: str, new: str) -> str:
    return f"ALTER TRIGGER {words.quoted(old)} ON {words.owned_table(pair.owner)} RENAME TO {words.quoted(new)}"


def _drop(pair: TablePair, trigger: Trigger) -> str:
    kind = "RULE" if trigger.is_rule else "TRIGGER"
    return f"DROP {kind} {words.quoted(trigger.name)} ON {words.owned_table(pair.owner)}"
