"""Plans for indexes and names."""

from project.findings import Finding, Fix, Tier
from project.schema_audit.detectors.constraints import doubled_uniques
from project.schema_audit.fixes.constraints import drop_extra, in_the_way
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.renames import rename, takes_its_name
from project.schema_audit.fixes.room import free_name, index_rename, room_on
from project.schema_audit.fixes.steps import by_hand, create_index, drop_index, fix
from project.schema_audit.fixes.subject import constraint_of, index_of


def missing_index(finding: Finding, planning: Planning) -> Fix:
    """Build it beside the running application."""
    if blocked := in_the_way(finding, planning):
        return blocked
    subject = index_of(finding, planning.comparison)
    room = room_on(subject.pair, subject.wanted.name, planning, constraint=False, relation=True)
    if room.refused:
        return by_hand(room.refused)
    steps = [*room.steps, create_index(subject.pair, subject.wanted)]
    undo = [drop_index(subject.pair, subject.wanted.name).sql, *room.undo]
    return fix(Tier.CONFIRM, steps, undo=undo, note=" ".join(room.notes))


def index_differs(finding: Finding, planning: Planning) -> Fix:
    """Build the right one under another name, then let it take the wrong one's place."""
    if blocked := in_the_way(finding, planning):
        return blocked
    subject = index_of(finding, planning.comparison)
    pair = subject.pair
    interim = free_name(pair.live.schema, subject.wanted.name, "new", planning)
    steps = [
        create_index(pair, subject.wanted, name=interim),
        drop_index(pair, subject.found.name),
        index_rename(pair)(interim, subject.wanted.name),
    ]
    undo = [drop_index(pair, subject.wanted.name).sql, create_index(pair, subject.found).sql]
    return fix(Tier.CONFIRM, steps, undo=undo)


def invalid_index(finding: Finding, planning: Planning) -> Fix:
    """Drop what is broken, and build it again where the models ask for it."""
    subject = index_of(finding, planning.comparison)
    if subject.expected is None:
        return fix(Tier.CONFIRM, [drop_index(subject.pair, subject.found.name)])
    if blocked := in_the_way(finding, planning):
        return blocked
    steps = [drop_index(subject.pair, subject.found.name), create_index(subject.pair, subject.expected)]
    return fix(Tier.CONFIRM, steps)


def drop_extra_index(finding: Finding, planning: Planning) -> Fix:
    """No row is lost with an index; whether a query needs it is for a person to know."""
    pair = planning.comparison.tables[finding.table or ""]
    if any(constraint.name == finding.object for constraint in doubled_uniques(pair)):
        return drop_extra(finding, planning)
    subject = index_of(finding, planning.comparison)
    if heir := takes_its_name(pair, subject.found, planning):
        return by_hand(f"The fix of {heir} replaces it.")
    undo = [create_index(subject.pair, subject.found).sql]
    note = "Some query may need it: see pg_stat_user_indexes first."
    return fix(Tier.CONFIRM, [drop_index(subject.pair, subject.found.name)], undo=undo, note=note)


def index_name(finding: Finding, planning: Planning) -> Fix:
    """Give the index the name that the models say; nothing is built anew."""
    subject = index_of(finding, planning.comparison)
    return rename(subject.pair, subject.found, planning)


def constraint_name(finding: Finding, planning: Planning) -> Fix:
    """Give the constraint the name that the models say; no row is looked at."""
    subject = constraint_of(finding, planning.comparison)
    return rename(subject.pair, subject.found, planning)
