"""Plans for keys, uniques, checks, exclusions and foreign keys."""

from dataclasses import replace

from project.findings import Finding, Fix, Tier
from project.schema_audit.counting.questions import CAP, question
from project.schema_audit.detectors.constraints import unique_index
from project.schema_audit.fixes import words
from project.schema_audit.fixes.awaited_keys import awaiting
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.renames import takes_its_name
from project.schema_audit.fixes.replaced_keys import without_foreign_keys
from project.schema_audit.fixes.room import free_name, room_on
from project.schema_audit.fixes.steps import (
    Step,
    add_constraint,
    alter,
    by_hand,
    create_index,
    drop_constraint,
    drop_index,
    fix,
)
from project.schema_audit.fixes.subject import Subject, constraint_of
from project.schema_audit.index_names import OVER_AN_INDEX
from project.schema_audit.schema import Constraint, Kind


def add_missing(finding: Finding, planning: Planning) -> Fix:
    """Add what is missing, unless rows stand in the way."""
    if blocked := in_the_way(finding, planning):
        return blocked
    subject = constraint_of(finding, planning.comparison)
    pair, wanted = subject.pair, subject.wanted
    room = room_on(pair, wanted.name, planning, constraint=True, relation=wanted.kind in OVER_AN_INDEX)
    if room.refused:
        return by_hand(room.refused)
    steps = [
        *room.steps,
        *add_constraint(pair, wanted, planning.comparison.owners),
        *awaiting(pair, wanted, planning.comparison),
    ]
    undo = [drop_constraint(pair, wanted.name).sql, *room.undo]
    return fix(Tier.CONFIRM, steps, undo=undo, note=" ".join(room.notes))


def unique_differs(finding: Finding, planning: Planning) -> Fix:
    """Let the constraint take over the unique index that does its work already; else replace it."""
    pair = planning.comparison.tables[finding.table or ""]
    for wanted in pair.constraints[Kind.UNIQUE].missing:
        index = unique_index(pair, wanted)
        if index and index.name == finding.object:
            added = f"ADD CONSTRAINT {words.quoted(wanted.name)} UNIQUE USING INDEX {words.quoted(index.name)}"
            return fix(Tier.AUTO, [alter(pair, added)], note="The index stays as it is and gets the constraint's name.")
    return replace_differing(finding, planning)


def replace_differing(finding: Finding, planning: Planning) -> Fix:
    """Build the right one under another name, then take the place of the wrong one: there is always one."""
    if blocked := in_the_way(finding, planning):
        return blocked
    subject = constraint_of(finding, planning.comparison)
    pair, owners = subject.pair, planning.comparison.owners
    if subject.wanted.kind in (Kind.PRIMARY_KEY, Kind.EXCLUSION):
        steps = [drop_constraint(pair, subject.found.name), *add_constraint(pair, subject.wanted, owners)]
        steps = without_foreign_keys(pair, subject.found, planning.comparison, steps)
        return fix(Tier.CONFIRM, steps, undo=_undo(subject, planning), note="For a moment there is none.")
    interim = replace(subject.wanted, name=free_name(pair.live.schema, subject.wanted.name, "new", planning))
    exchanged = [
        drop_constraint(pair, subject.found.name),
        alter(pair, f"RENAME CONSTRAINT {words.quoted(interim.name)} TO {words.quoted(subject.wanted.name)}"),
    ]
    steps = [
        *add_constraint(pair, interim, owners),
        *without_foreign_keys(pair, subject.found, planning.comparison, exchanged),
    ]
    return fix(Tier.CONFIRM, steps, undo=_undo(subject, planning))


def drop_extra(finding: Finding, planning: Planning) -> Fix:
    """No row and no value is lost with a rule."""
    pair = planning.comparison.tables[finding.table or ""]
    if index := next((one for one in pair.indexes.extra if one.name == finding.object), None):
        if heir := takes_its_name(pair, index, planning):
            return by_hand(f"The fix of {heir} replaces it.")
        return fix(Tier.CONFIRM, [drop_index(pair, index.name)], undo=[create_index(pair, index).sql])
    subject = constraint_of(finding, planning.comparison)
    if heir := takes_its_name(pair, subject.found, planning):
        return by_hand(f"The fix of {heir} replaces it.")
    restored = _statement(subject, subject.found, planning)
    return fix(Tier.CONFIRM, [drop_constraint(subject.pair, subject.found.name)], undo=[restored])


def in_the_way(finding: Finding, planning: Planning) -> Fix | None:
    """The plan for a person, where rows stand in the way: how many, and the query that lists them."""
    rows = planning.in_the_way(finding)
    if rows == 0:
        return None
    asked = question(finding, planning.comparison) or ""
    _, grouped, keys = asked.partition(" GROUP BY ")
    listed = f"count(*), {keys.partition(' HAVING ')[0]}" if grouped else "*"
    return by_hand(_obstacle(rows, "key" if grouped else "row"), [f"SELECT {listed} {asked} LIMIT 100"])


def _obstacle(rows: int | None, noun: str) -> str:
    if rows is None:
        return "The rows could not be counted: look first."
    many = f"More than {CAP} {noun}s" if rows > CAP else f"{rows} {noun}{'s' if rows > 1 else ''}"
    return f"{many} {'is' if rows == 1 else 'are'} in the way: mend {'it' if rows == 1 else 'them'} first."


def _undo(subject: Subject[Constraint], planning: Planning) -> list[str]:
    steps = [drop_constraint(subject.pair, subject.wanted.name), Step(_statement(subject, subject.found, planning))]
    return [step.sql for step in without_foreign_keys(subject.pair, subject.found, planning.comparison, steps)]


def _statement(subject: Subject[Constraint], constraint: Constraint, planning: Planning) -> str:
    text = words.constraint(constraint, planning.comparison.owners)
    return alter(subject.pair, f"ADD CONSTRAINT {words.quoted(constraint.name)} {text}").sql
