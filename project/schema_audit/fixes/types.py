"""Plans for columns of another type, length, precision, collation, numbering or computation."""

from project.findings import Finding, Fix, Tier
from project.schema_audit.columns_read import reads
from project.schema_audit.counting.questions import changed_by_cast, not_as_computed
from project.schema_audit.fixes import words
from project.schema_audit.fixes.around import around
from project.schema_audit.fixes.columns import set_default, standing_on
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.steps import Step, alter, by_hand, fix
from project.schema_audit.fixes.subject import Subject, column_of
from project.schema_audit.schema import OWN_SEQUENCE, Column

_BIG_TABLE_ROWS = 100_000


def column_type(finding: Finding, planning: Planning) -> Fix:
    """The expected type, where every value survives the change."""
    subject = column_of(finding, planning.comparison)
    rows = planning.in_the_way(finding)
    listing = f"SELECT * {changed_by_cast(finding, planning.comparison)} LIMIT 100"
    if finding.fingerprint in planning.rows.late:
        return by_hand(
            "Its rows could not be looked at in time: count at a quiet hour those that would change.", [listing]
        )
    if rows is None:
        return by_hand("Some value can't be converted at all: mend it first.", [listing])
    if rows:
        return by_hand(f"{rows} rows would lose part of their value: decide on each first.", [listing])
    rewrites = not _only_wider(subject.found, subject.wanted)
    big = rewrites and subject.pair.live.estimated_rows > _BIG_TABLE_ROWS
    return around(
        planning.dependents.get(finding.fingerprint, ()),
        fix(
            Tier.PLAN if big else Tier.CONFIRM if rewrites else Tier.AUTO,
            _with_computed(subject, _retyped(subject, planning.zone)),
            undo=[step.sql for step in _with_computed(subject, [_set_type(subject, subject.found, planning.zone)])],
            rewrites=rewrites,
            note="The table is rewritten and closed meanwhile." if rewrites else "",
        ),
        then=_on_computed(subject, planning),
    )


def column_collation(finding: Finding, planning: Planning) -> Fix:
    """The expected collation; the values stay, their indexes are built anew."""
    subject = column_of(finding, planning.comparison)
    undo = [step.sql for step in _with_computed(subject, [_set_type(subject, subject.found, planning.zone)])]
    steps = _with_computed(subject, [_set_type(subject, subject.wanted, planning.zone)])
    return around(
        planning.dependents.get(finding.fingerprint, ()),
        fix(Tier.CONFIRM, steps, undo=undo, note="Indexes of the column are rebuilt."),
        then=_on_computed(subject, planning),
    )


def column_generated(finding: Finding, planning: Planning) -> Fix:
    """A computed column holds nothing of its own: it can be dropped and made anew; written values can't."""
    subject = column_of(finding, planning.comparison)
    pair, name = subject.pair, words.quoted(subject.wanted.name)
    if subject.found.generated and not subject.wanted.generated:
        step = alter(pair, f"ALTER COLUMN {name} DROP EXPRESSION")
        return fix(Tier.CONFIRM, [step], note="The values stay, as ordinary ones.")
    if planning.in_the_way(finding) != 0:
        listing = f"SELECT * {not_as_computed(finding, planning.comparison)} LIMIT 100"
        return by_hand("Values that are not as computed would be lost: look at them first.", [listing])
    steps = [alter(pair, f"DROP COLUMN {name}"), alter(pair, f"ADD COLUMN {words.column(subject.wanted)}")]
    note = "The column is dropped and computed anew, with the indexes and constraints on it."
    return around(
        planning.dependents.get(finding.fingerprint, ()),
        fix(Tier.PLAN if subject.found.generated else Tier.CONFIRM, steps, rewrites=True, note=note),
        then=standing_on(pair, subject.wanted, planning),
    )


def _retyped(subject: Subject[Column], zone: str) -> list[Step]:
    """Change the type, with the default taken off meanwhile: it is of the old one."""
    wanted = subject.wanted
    held = wanted.default not in (None, OWN_SEQUENCE) or subject.found.default not in (None, OWN_SEQUENCE)
    steps = [alter(subject.pair, f"ALTER COLUMN {words.quoted(wanted.name)} DROP DEFAULT")] if held else []
    steps.append(_set_type(subject, wanted, zone))
    if held and wanted.default is not None:
        steps.append(set_default(subject.pair, wanted))
    return steps


def _with_computed(subject: Subject[Column], steps: list[Step]) -> list[Step]:
    """The steps, with the columns that are computed from this one away meanwhile: PostgreSQL refuses them else."""
    pair, computed = subject.pair, _computed(subject)
    before = [alter(pair, f"DROP COLUMN {words.quoted(one.name)}") for one in computed]
    return [*before, *steps, *(alter(pair, f"ADD COLUMN {words.column(one)}") for one in computed)]


def _on_computed(subject: Subject[Column], planning: Planning) -> list[Step]:
    """What stood on them."""
    return [step for one in _computed(subject) for step in standing_on(subject.pair, one, planning)]


def _computed(subject: Subject[Column]) -> list[Column]:
    """The columns that are computed from this one, as the models have them."""
    pair, name = subject.pair, subject.wanted.name
    # A name inside a constant costs a needless computing only.
    reading = [one for one in pair.live.columns.values() if one.generated and reads(one.default, name)]
    return [pair.expected.columns.get(one.name, one) for one in reading]


def _set_type(subject: Subject[Column], column: Column, zone: str) -> Step:
    name = words.quoted(column.name)
    collation = f" COLLATE {column.collation}" if column.collation else ""
    other = subject.found if column == subject.wanted else subject.wanted
    same_kind = subject.found.base_type == subject.wanted.base_type
    using = "" if same_kind else f" USING {words.cast(name, other.type, column.type, zone=zone)}"
    return alter(subject.pair, f"ALTER COLUMN {name} TYPE {column.type}{collation}{using}")


def _only_wider(live: Column, wanted: Column) -> bool:
    """Longer text, or more digits before the point: PostgreSQL changes the catalog only."""
    unlimited = wanted.type in ("text", "character varying") and live.base_type in ("text", "character varying")
    if unlimited:
        return True
    if live.base_type != wanted.base_type or wanted.base_type not in ("character varying", "numeric", "bit varying"):
        return False
    return _digits(wanted)[0] >= _digits(live)[0] and _digits(wanted)[1] == _digits(live)[1]


def _digits(column: Column) -> tuple[float, int]:
    inside = column.type.partition("(")[2].partition(")")[0]
    length, _, scale = inside.partition(",")
    return (int(length), int(scale or 0)) if length else (float("inf"), 0)
