"""Plans for columns that are missing, left over, or take the wrong values."""

from collections.abc import Iterator

from project.findings import Finding, Fix, Tier
from project.schema_audit.counting.questions import content, missing_values
from project.schema_audit.fixes import words
from project.schema_audit.fixes.awaited_keys import awaits_a_key
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.renamed_columns import renamed_from
from project.schema_audit.fixes.renames import missing_names
from project.schema_audit.fixes.room import Room, room_on, together
from project.schema_audit.fixes.steps import Step, add_constraint, alter, by_hand, create_index, fix, validate
from project.schema_audit.fixes.subject import column_of
from project.schema_audit.index_names import OVER_AN_INDEX
from project.schema_audit.matching import TablePair
from project.schema_audit.schema import OWN_SEQUENCE, Column, Constraint, Index


def missing_column(finding: Finding, planning: Planning) -> Fix:
    """Rename the one leftover column that it must have been; else add it with the model's default, and all on it."""
    subject = column_of(finding, planning.comparison)
    pair, column = subject.pair, subject.wanted
    if old := renamed_from(pair, column):
        return _rename(pair, old, column, null_rows=planning.in_the_way(finding))
    default = None
    if column.not_null and planning.in_the_way(finding) != 0 and not _fills_itself(column):
        default = planning.default_of(pair.owner, column.name)
        if default is None:
            return by_hand(
                "Every row needs a value, and the model has no default: add the column, fill it, set NOT NULL.",
                [alter(pair, f"ADD COLUMN {words.column(column).removesuffix(' NOT NULL')}").sql],
            )
    room = room_for_all_on(pair, column, planning)
    if room.refused:
        return by_hand(room.refused)
    steps = [*room.steps, alter(pair, f"ADD COLUMN {words.column(column, default=default)}")]
    if default is not None:
        steps.append(alter(pair, f"ALTER COLUMN {words.quoted(column.name)} DROP DEFAULT"))
    return fix(
        Tier.CONFIRM if column.not_null or room.steps else Tier.AUTO,
        [*steps, *_comment(pair, column), *standing_on(pair, column, planning)],
        undo=[alter(pair, f"DROP COLUMN {words.quoted(column.name)}").sql, *room.undo],
        rewrites=bool(column.generated or column.identity or default == "gen_random_uuid()"),
        note=" ".join(room.notes),
    )


def orphaned_column(finding: Finding, planning: Planning) -> Fix:
    """Its content is for a person to judge; what breaks every INSERT is taken off it."""
    subject = column_of(finding, planning.comparison)
    pair, column, name = subject.pair, subject.found, words.quoted(finding.column or "")
    if heir := next((one for one in pair.columns.missing if renamed_from(pair, one) == column), None):
        return by_hand(f"The fix of {heir.name} renames it.")
    note = f"Dropping loses its content ({_held(finding, planning)}): look first."
    manual = [
        f"SELECT {name} {content(finding, planning.comparison)} LIMIT 100",
        alter(pair, f"DROP COLUMN {name}").sql,
    ]
    if column.not_null and not _fills_itself(column):
        step = alter(pair, f"ALTER COLUMN {name} DROP NOT NULL")
        undo = alter(pair, f"ALTER COLUMN {name} SET NOT NULL").sql
        return fix(Tier.CONFIRM, [step], undo=[undo], manual=manual, note=f"Lets INSERTs pass again. {note}")
    return by_hand(note, manual)


def column_null(finding: Finding, planning: Planning) -> Fix:
    """NOT NULL by a check that is validated beside the running application, or none where the model allows NULL."""
    subject = column_of(finding, planning.comparison)
    pair, wanted = subject.pair, subject.wanted
    rows = planning.in_the_way(finding) if wanted.not_null else 0
    if rows:
        listing = f"SELECT * {missing_values(finding, planning.comparison)} LIMIT 100"
        return by_hand(f"{rows} rows have no value: give them one first.", [listing])
    back = f"ALTER COLUMN {words.quoted(wanted.name)} {'DROP' if wanted.not_null else 'SET'} NOT NULL"
    return fix(Tier.CONFIRM, _null_rule(pair, wanted), undo=[alter(pair, back).sql])


def column_default(finding: Finding, planning: Planning) -> Fix:
    """Set or drop the default; the rows stay as they are."""
    subject = column_of(finding, planning.comparison)
    if subject.found.base_type != subject.wanted.base_type:
        return by_hand("The fix of its type sets the default too.")
    steps = [set_default(subject.pair, subject.wanted)]
    return fix(Tier.AUTO, steps, undo=[set_default(subject.pair, subject.found).sql])


def column_comment(finding: Finding, planning: Planning) -> Fix:
    """Write the model's comment."""
    subject = column_of(finding, planning.comparison)
    undo = [step.sql for step in _comment(subject.pair, subject.found)]
    return fix(Tier.AUTO, _comment(subject.pair, subject.wanted), undo=undo)


def set_default(pair: TablePair, column: Column) -> Step:
    """The default as the column has it."""
    name = words.quoted(column.name)
    if column.default is None or column.default == OWN_SEQUENCE:
        return alter(pair, f"ALTER COLUMN {name} DROP DEFAULT")
    return alter(pair, f"ALTER COLUMN {name} SET DEFAULT {column.default}")


def _rename(pair: TablePair, old: Column, new: Column, *, null_rows: int | None) -> Fix:
    there, back = (
        alter(pair, f"RENAME COLUMN {words.quoted(one)} TO {words.quoted(other)}")
        for one, other in ((old.name, new.name), (new.name, old.name))
    )
    note = f"{old.name} is left over, of the same type: it is renamed with all its values."
    if old.not_null == new.not_null or (new.not_null and null_rows != 0):
        return fix(Tier.CONFIRM, [there], undo=[back.sql], note=note)
    undo = [alter(pair, f"ALTER COLUMN {words.quoted(new.name)} {'DROP' if new.not_null else 'SET'} NOT NULL").sql]
    return fix(Tier.CONFIRM, [there, *_null_rule(pair, new)], undo=[*undo, back.sql], note=note)


def _null_rule(pair: TablePair, wanted: Column) -> list[Step]:
    """NULL allowed, or forbidden by way of a check, so that nobody waits while the rows are read."""
    name = words.quoted(wanted.name)
    if not wanted.not_null:
        return [alter(pair, f"ALTER COLUMN {name} DROP NOT NULL")]
    check = _free_name(pair, f"{wanted.name}_not_null")
    return [
        alter(pair, f"ADD CONSTRAINT {words.quoted(check)} CHECK ({name} IS NOT NULL) NOT VALID"),
        validate(pair, check),
        alter(pair, f"ALTER COLUMN {name} SET NOT NULL"),
        alter(pair, f"DROP CONSTRAINT {words.quoted(check)}"),
    ]


def standing_on(pair: TablePair, column: Column, planning: Planning) -> list[Step]:
    """The constraints and indexes of the column; those of several missing columns come with the last one.

    What is missing by itself comes with its own finding.
    """
    steps: list[Step] = []
    for one in _coming_with(pair, column, planning):
        if isinstance(one, Index):
            steps.append(create_index(pair, one))
        else:
            steps += add_constraint(pair, one, planning.comparison.owners)
    return steps


def room_for_all_on(pair: TablePair, column: Column, planning: Planning) -> Room:
    """Room for the names of all that comes with the column."""
    return together(
        room_on(
            pair,
            one.name,
            planning,
            constraint=isinstance(one, Constraint),
            relation=isinstance(one, Index) or one.kind in OVER_AN_INDEX,
        )
        for one in _coming_with(pair, column, planning)
    )


def _coming_with(pair: TablePair, column: Column, planning: Planning) -> Iterator[Constraint | Index]:
    alone = missing_names(pair)
    gone = [one.name for one in pair.columns.missing]
    later = set(gone[gone.index(column.name) + 1 :]) if column.name in gone else set()
    things: tuple[Constraint | Index, ...] = (*pair.expected.constraints, *pair.expected.indexes)
    for one in things:
        if column.name not in one.columns or later.intersection(one.columns) or one.name in alone:
            continue
        if isinstance(one, Index) or not awaits_a_key(one, planning.comparison):
            yield one


def _comment(pair: TablePair, column: Column) -> list[Step]:
    if column.comment is None:
        return []
    place = f"{words.owned_table(pair.owner)}.{words.quoted(column.name)}"
    return [Step(f"COMMENT ON COLUMN {place} IS {words.literal(column.comment)}", "SHARE UPDATE EXCLUSIVE")]


def _held(finding: Finding, planning: Planning) -> str:
    """How much a leftover column holds; of a big table only whether it does."""
    if content := planning.contents.get(finding.fingerprint):
        return f"{content[0]:,} rows hold a value, {content[1]:,} bytes together"
    rows = planning.in_the_way(finding)
    return "not counted" if rows is None else f"{'more than 100' if rows > 100 else rows} rows hold a value"


def _fills_itself(column: Column) -> bool:
    return bool(column.default or column.identity or column.generated)


def _free_name(pair: TablePair, wanted: str) -> str:
    taken = {constraint.name for constraint in pair.live.constraints}
    return next(name for name in (wanted, *(f"{wanted}_{n}" for n in range(len(taken) + 1))) if name not in taken)
