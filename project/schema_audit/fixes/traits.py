"""Plans for what a table is besides its columns, and for rules that are switched off."""

from collections.abc import Iterator
from dataclasses import replace

from project.findings import Finding, Fix, Tier
from project.schema_audit.fixes import words
from project.schema_audit.fixes.constraints import in_the_way
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.steps import (
    SHARE_ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    Step,
    add_constraint,
    alter,
    by_hand,
    drop_constraint,
    fix,
    validate,
)
from project.schema_audit.fixes.subject import constraint_of
from project.schema_audit.matching import TablePair
from project.schema_audit.schema import SCHEMA_USAGE, Kind


def unlogged_table(finding: Finding, planning: Planning) -> Fix:
    """Write it to the log again."""
    pair = planning.comparison.tables[finding.table or ""]
    return fix(
        Tier.PLAN if pair.live.estimated_rows > 100_000 else Tier.CONFIRM,
        [alter(pair, "SET LOGGED")],
        undo=[alter(pair, "SET UNLOGGED").sql],
        rewrites=True,
    )


def table_attached(finding: Finding, planning: Planning) -> Fix:
    """Let it be a table of its own again: its rows stay in it."""
    pair = planning.comparison.tables[finding.table or ""]
    note = (
        f"Its rows stay, and are no longer rows of {finding.object}: who reads them there has to read this table too."
    )
    if pair.live.partition_of is None:
        whole = words.owned_table(planning.comparison.owners[finding.object or ""])
        undo = [alter(pair, f"INHERIT {whole}").sql]
        return fix(Tier.CONFIRM, [alter(pair, f"NO INHERIT {whole}")], undo=undo, note=note)
    schema, relation, bounds = pair.live.partition_of
    table, own = f"{words.quoted(schema)}.{words.quoted(relation)}", words.owned_table(pair.owner)
    step = Step(f"ALTER TABLE {table} DETACH PARTITION {own}")
    return fix(Tier.CONFIRM, [step], undo=[f"ALTER TABLE {table} ATTACH PARTITION {own} {bounds}"], note=note)


def table_comment(finding: Finding, planning: Planning) -> Fix:
    """Write the model's comment."""
    pair = planning.comparison.tables[finding.table or ""]
    before = words.literal(pair.live.comment) if pair.live.comment is not None else "NULL"
    said = f"COMMENT ON TABLE {words.owned_table(pair.owner)} IS"
    step = Step(f"{said} {words.literal(pair.expected.comment or '')}", SHARE_UPDATE_EXCLUSIVE)
    return fix(Tier.AUTO, [step], undo=[f"{said} {before}"])


def row_security(finding: Finding, planning: Planning) -> Fix:
    """Switch it off; its policies stay."""
    live = planning.comparison.tables[finding.table or ""]
    steps = [alter(live, "DISABLE ROW LEVEL SECURITY")] if live.live.row_security else []
    undo = [alter(live, "ENABLE ROW LEVEL SECURITY").sql] if live.live.row_security else []
    if live.live.forced_row_security:
        steps.append(alter(live, "NO FORCE ROW LEVEL SECURITY"))
        undo.append(alter(live, "FORCE ROW LEVEL SECURITY").sql)
    note = "Whoever may read the table sees all its rows again; the policies stay."
    return fix(Tier.CONFIRM, steps, undo=undo, note=note)


def table_privileges(finding: Finding, planning: Planning) -> Fix:
    """Grant them, as the tables' owner."""
    role, tables = words.quoted(planning.role), planning.comparison.tables
    steps, undo = [], []
    for pair in [tables[finding.table]] if finding.table else tables.values():
        for rights, place in _denied(pair):
            steps.append(Step(f"GRANT {rights} ON {place} TO {role}", ""))
            undo.append(f"REVOKE {rights} ON {place} FROM {role}")
    return fix(Tier.CONFIRM, steps, undo=undo)


def _denied(pair: TablePair) -> Iterator[tuple[str, str]]:
    if SCHEMA_USAGE in pair.live.denied:
        yield "USAGE", f"SCHEMA {words.quoted(pair.live.schema)}"
    if rights := [one for one in pair.live.denied if one != SCHEMA_USAGE]:
        yield ", ".join(rights), words.owned_table(pair.owner)
    for sequence in pair.live.sequences.values():
        if not sequence.usable:
            yield "USAGE", f"SEQUENCE {words.quoted(sequence.schema)}.{words.quoted(sequence.name)}"


def constraint_not_valid(finding: Finding, planning: Planning) -> Fix:
    """Look at the old rows; what isn't even enforced is made anew."""
    if blocked := in_the_way(finding, planning):
        return blocked
    subject = constraint_of(finding, planning.comparison)
    if subject.found.enforced:
        return fix(Tier.AUTO, [validate(subject.pair, subject.found.name)])
    return _anew(finding, planning)


def triggers_disabled(finding: Finding, planning: Planning) -> Fix:
    """A foreign key is made anew, which its table's owner may; another trigger is switched on."""
    if finding.table is None:
        return _session_as_origin(planning)
    pair = planning.comparison.tables[finding.table or ""]
    if any(trigger.name == finding.object for trigger in pair.live.triggers):
        name = words.quoted(finding.object or "")
        undo = [alter(pair, f"DISABLE TRIGGER {name}").sql]
        return fix(Tier.CONFIRM, [alter(pair, f"ENABLE TRIGGER {name}", SHARE_ROW_EXCLUSIVE)], undo=undo)
    return in_the_way(finding, planning) or _anew(finding, planning)


def _session_as_origin(planning: Planning) -> Fix:
    resets = planning.comparison.live.skipped_triggers or ()
    note = "Whatever was written meanwhile was not checked: look for dangling rows afterwards."
    if not resets:
        return by_hand(f"The connection's own OPTIONS ask for session_replication_role: take it out. {note}")
    undo = [
        reset.replace("RESET session_replication_role", "SET session_replication_role = replica") for reset in resets
    ]
    return fix(Tier.CONFIRM, [Step(reset, "") for reset in resets], undo=undo, note=note)


def rows_by_hand(finding: Finding, planning: Planning) -> Fix:
    """Rows are never deleted or invented."""
    return by_hand("Mend these rows first; the plan of the rule beside this finding lists them.")


def not_checked(finding: Finding, planning: Planning) -> Fix:
    """Nothing is known to be wrong."""
    return by_hand("Check again at a quiet hour, as a role that may read the table.")


def _anew(finding: Finding, planning: Planning) -> Fix:
    subject = constraint_of(finding, planning.comparison, *Kind)
    wanted = replace(subject.wanted, name=subject.found.name)
    steps = [
        drop_constraint(subject.pair, wanted.name),
        *add_constraint(subject.pair, wanted, planning.comparison.owners),
    ]
    return fix(Tier.CONFIRM, steps, note="For a moment there is none.")
