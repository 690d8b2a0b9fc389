"""The plan as text, before the question: every statement with its lock, and what takes it back."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from project.findings import Finding, Fix
from project.output.counted import counted
from project.output.wrapped import wrapped
from project.schema_audit.fixing.choose import Plan

_LISTED_UNTOUCHED = 20


def plan_lines(plan: Plan) -> Iterator[str]:
    """The whole plan; SQL is never broken into lines."""
    yield "Nothing to run." if plan.is_empty else f"The plan ({_counted(plan)}):"
    for target in dict.fromkeys(target for target, _ in plan.migrate):
        mended = [f"{finding.code} {finding.place}" for one, finding in plan.migrate if one == target]
        yield f"  manage.py migrate {target}"
        yield from (f"      mends {one}" for one in mended)
        yield "      the locks are those of its migrations; `migrate` to an earlier one goes back"
    for finding, fix in plan.fixes:
        yield from _fix(finding, fix)
    yield from _untouched(plan.untouched)


def stays_lines(finding: Finding, why: str) -> Iterator[str]:
    """A finding that stays, with the reason; a query in it can be copied as a line."""
    first, *queries = why.splitlines()
    yield f"  {finding.code}  {finding.place or finding.app or ''}: {first}"
    yield from (f"      {query}" for query in queries)


def _untouched(untouched: Iterable[tuple[Finding, str]]) -> Iterator[str]:
    """What no statement is run for: by reason, those that only --only left out in one number."""
    listed = [(finding, why) for finding, why in untouched if not why.startswith("not asked for")]
    if listed:
        yield "Not touched:"
    for finding, why in listed[:_LISTED_UNTOUCHED]:
        yield from stays_lines(finding, why)
    rest = Counter(finding.code for finding, _ in listed[_LISTED_UNTOUCHED:])
    if rest:
        yield f"  and {', '.join(f'{count} {code}' for code, count in rest.items())}"


def _fix(finding: Finding, fix: Fix) -> Iterator[str]:
    marks = f"{fix.tier.value}{', rewrites the table' if fix.rewrites else ''}"
    yield f"  {finding.code}  {finding.place}  ({marks})"
    for sql, lock in zip_longest(fix.sql, fix.locks[: len(fix.sql)], fillvalue=""):
        yield f"      {sql};" + (f"  -- {lock}" if lock else "")
    yield from (f"    undo: {sql};" for sql in fix.undo_sql)
    if not fix.undo_sql:
        yield "    undo: none"
    yield from wrapped(fix.note, first="    note: ", rest=" " * len("    note: "))


def _counted(plan: Plan) -> str:
    targets = len({target for target, _ in plan.migrate})
    statements = sum(len(fix.sql) for _, fix in plan.fixes)
    told = [f"{targets} to migrate"] if targets else []
    told += [f"{counted(len(plan.fixes), 'fix', 'fixes')}, {counted(statements, 'statement')}"] if plan.fixes else []
    return "; ".join(told)
