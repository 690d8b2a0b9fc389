"""What to ask the rows before a fix: one query per finding that returns the rows standing in its way."""

import re
from collections.abc import Callable, Mapping

from project.findings import Finding
from project.schema_audit.counting.index_keys import index_keys
from project.schema_audit.fixes import words
from project.schema_audit.fixes.renamed_columns import renamed_from
from project.schema_audit.fixes.subject import column_of, constraint_of, index_of
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Constraint, Kind

# Counting stops above this: who has to mend more rows than that needs no exact number.
CAP = 100
_EXCLUDED = re.compile(r" WITH ([^\s,)]+)[,)]")
Question = Callable[[Finding, Comparison], str | None]


def question(finding: Finding, comparison: Comparison) -> str | None:
    """`FROM ... WHERE ...` of the rows in the way of the finding's fix; None where rows don't matter."""
    ask = QUESTIONS.get(finding.code)
    return ask(finding, comparison) if ask else None


def missing_values(finding: Finding, comparison: Comparison) -> str | None:
    """Rows without a value, where one will be needed."""
    subject = column_of(finding, comparison)
    if subject.expected is None or not subject.expected.not_null:
        return None
    return f"FROM {words.owned_table(subject.pair.owner)} WHERE {words.quoted(subject.expected.name)} IS NULL"


def any_row(finding: Finding, comparison: Comparison) -> str | None:
    """Any row at all, where a new column needs a value in each; without a value, where it is there by another name."""
    subject = column_of(finding, comparison)
    rows = f"FROM {words.owned_table(subject.pair.owner)}"
    old = renamed_from(subject.pair, subject.expected) if subject.expected else None
    return f"{rows} WHERE {words.quoted(old.name)} IS NULL" if old else rows


def content(finding: Finding, comparison: Comparison) -> str | None:
    """Rows in which a leftover column holds something."""
    pair = column_of(finding, comparison).pair
    return f"FROM {words.owned_table(pair.owner)} WHERE {words.quoted(finding.column or '')} IS NOT NULL"


def changed_by_cast(finding: Finding, comparison: Comparison) -> str | None:
    """Rows whose value does not survive the way to the expected type and back."""
    subject = column_of(finding, comparison)
    if subject.live is None or subject.expected is None:
        return None
    name = words.quoted(subject.live.name)
    there = words.cast(name, subject.live.type, subject.expected.type)
    there_and_back = f"{words.cast(there, subject.expected.type, subject.live.type)}::text"
    return f"FROM {words.owned_table(subject.pair.owner)} WHERE {there_and_back} IS DISTINCT FROM {name}::text"


def not_as_computed(finding: Finding, comparison: Comparison) -> str | None:
    """Rows whose written value is not the one that the column will compute."""
    subject = column_of(finding, comparison)
    if subject.live is None or subject.expected is None or subject.live.generated or not subject.expected.generated:
        return None
    computed = f"({subject.expected.default})::{subject.expected.type}"
    table, written = words.owned_table(subject.pair.owner), words.quoted(subject.live.name)
    return f"FROM {table} WHERE {written} IS DISTINCT FROM {computed}"


def _as_it_will_be(pair: TablePair, *more: str) -> str:
    """The table, with the columns of another type cast to the one that they are going to have."""
    table = words.owned_table(pair.owner)
    retyped = {live.name: expected.type for live, expected in pair.columns.differing if live.type != expected.type}
    if not retyped:
        return table
    casts = {name: f"::{kind}" for name, kind in retyped.items()}
    columns = [words.quoted(name) + casts.get(name, "") for name in pair.live.columns]
    return f"(SELECT {', '.join([*more, *columns])} FROM {table})"


def dangling(finding: Finding, comparison: Comparison) -> str | None:
    """Rows that point at nothing."""
    subject = constraint_of(finding, comparison, Kind.FOREIGN_KEY)
    constraint = subject.expected or subject.live
    if constraint is None or constraint.target is None:
        return None
    target = constraint.target
    owner = comparison.owners.get(target.table)
    there = words.owned_table(owner) if owner else words.quoted(target.table)
    given = " AND ".join(f"here.{words.quoted(column)} IS NOT NULL" for column in constraint.columns)
    near = [_as_expected(column, subject.pair.name, comparison) for column in constraint.columns]
    far = [_as_expected(column, target.table, comparison) for column in target.columns]
    joined = " AND ".join(f"there.{one} = here.{other}" for one, other in zip(far, near, strict=True))
    return (
        f"FROM {words.owned_table(subject.pair.owner)} AS here WHERE {given} "
        f"AND NOT EXISTS (SELECT FROM {there} AS there WHERE {joined})"
    )


def _as_expected(column: str, table: str, comparison: Comparison) -> str:
    """The column, as the type that it is going to have where it has another one now: only that can be compared."""
    live, expected = comparison.live.tables.get(table), comparison.expected.tables.get(table)
    found = live.columns.get(column) if live else None
    wanted = expected.columns.get(column) if expected else None
    cast = f"::{wanted.type}" if found and wanted and found.type != wanted.type else ""
    return f"{words.quoted(column)}{cast}"


def doubles(finding: Finding, comparison: Comparison) -> str | None:
    """Groups of rows with the same key."""
    subject = constraint_of(finding, comparison, Kind.UNIQUE, Kind.PRIMARY_KEY)
    return _doubles(subject.pair, subject.expected) if subject.expected else None


def index_doubles(finding: Finding, comparison: Comparison) -> str | None:
    """Groups of rows with the same key, under a unique index."""
    subject = index_of(finding, comparison)
    if subject.expected is None or not subject.expected.unique:
        return None
    keys = index_keys(subject.expected.definition)
    listed = ", ".join(keys.expressions)
    where = f" WHERE {keys.condition}" if keys.condition else ""
    given = "" if keys.nulls_equal else f" AND num_nulls({listed}) = 0"
    return f"FROM {_as_it_will_be(subject.pair)} AS here{where} GROUP BY {listed} HAVING count(*) > 1{given}"


def breaking(finding: Finding, comparison: Comparison) -> str | None:
    """Rows that break a check."""
    subject = constraint_of(finding, comparison, Kind.CHECK)
    if subject.expected is None:
        return None
    condition = subject.expected.definition.removeprefix("CHECK ").removesuffix(" NO INHERIT")
    return f"FROM {_as_it_will_be(subject.pair)} AS here WHERE NOT ({condition})"


def overlapping(finding: Finding, comparison: Comparison) -> str | None:
    """Pairs of rows that an exclusion constraint of plain columns refuses."""
    subject = constraint_of(finding, comparison, Kind.EXCLUSION)
    if subject.expected is None:
        return None
    elements = _EXCLUDED.findall(subject.expected.definition)
    if len(elements) != len(subject.expected.columns) or " WHERE " in subject.expected.definition:
        return None
    table = _as_it_will_be(subject.pair, "ctid")
    both = zip(subject.expected.columns, elements, strict=True)
    conflicts = " AND ".join(f"one.{words.quoted(column)} {sign} other.{words.quoted(column)}" for column, sign in both)
    return f"FROM {table} AS one JOIN {table} AS other ON one.ctid < other.ctid AND {conflicts}"


def unkept(finding: Finding, comparison: Comparison) -> str | None:
    """Rows that got past a constraint whose triggers are off."""
    subject = constraint_of(finding, comparison)
    if subject.expected is None or subject.expected.kind is Kind.FOREIGN_KEY:
        return dangling(finding, comparison)
    if subject.expected.kind is Kind.EXCLUSION:
        return overlapping(finding, comparison)
    return _doubles(subject.pair, subject.expected)


def unproven(finding: Finding, comparison: Comparison) -> str | None:
    """Rows that a constraint not yet validated would refuse."""
    constraint = constraint_of(finding, comparison).expected
    if constraint is None:
        return None
    return breaking(finding, comparison) if constraint.kind is Kind.CHECK else dangling(finding, comparison)


def _doubles(pair: TablePair, constraint: Constraint) -> str:
    keys = ", ".join(words.quoted(column) for column in constraint.columns)
    nulls_too = "NULLS NOT DISTINCT" in constraint.definition
    given = " AND ".join(f"{words.quoted(column)} IS NOT NULL" for column in constraint.columns)
    where = "" if nulls_too else f" WHERE {given}"
    return f"FROM {words.owned_table(pair.owner)}{where} GROUP BY {keys} HAVING count(*) > 1"


QUESTIONS: Mapping[str, Question] = {
    "missing_column": any_row,
    "orphaned_column": content,
    "column_null": missing_values,
    "column_type": changed_by_cast,
    "column_length": changed_by_cast,
    "column_decimal": changed_by_cast,
    "column_generated": not_as_computed,
    "missing_primary_key": doubles,
    "primary_key_differs": doubles,
    "missing_unique": doubles,
    "unique_differs": doubles,
    "missing_foreign_key": dangling,
    "foreign_key_differs": dangling,
    "triggers_disabled": unkept,
    "missing_exclusion": overlapping,
    "exclusion_differs": overlapping,
    "missing_check": breaking,
    "check_differs": breaking,
    "constraint_not_valid": unproven,
    "missing_index": index_doubles,
    "index_differs": index_doubles,
    "invalid_index": index_doubles,
}
