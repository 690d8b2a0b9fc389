"""Asks the rows how many stand in the way of each fix: capped, small tables first, partial if need be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from project.findings import Finding
from project.schema_audit.counting.asking import ask
from project.schema_audit.counting.questions import CAP, question
from project.schema_audit.fixes.words import literal, live_table, quoted
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.session import Session

_MEASURED_ROWS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Rows in the way by the finding's fingerprint; above CAP: more than that; None: could not be counted.

    `late` are those that were not counted in time.
    """

    rows: Mapping[str, int | None]
    late: frozenset[str] = frozenset()


def gather(session: Session, findings: Sequence[Finding], comparison: Comparison) -> Evidence:
    """Count the rows in the way of each finding's fix; findings that rows don't matter to are left out."""
    selects = dict(_questions(findings, comparison))
    answers = ask(session, selects)
    counted: dict[str, int | None] = dict.fromkeys(selects)
    return Evidence(rows={**counted, **{key: row[0] for key, row in answers.found.items()}}, late=answers.late)


def contents(session: Session, findings: Sequence[Finding], comparison: Comparison) -> Mapping[str, tuple[int, int]]:
    """What leftover columns hold, by fingerprint: values that are not NULL, and their bytes; not of big tables."""
    selects = {
        finding.fingerprint: _measuring(finding, pair)
        for finding in findings
        if finding.code == "orphaned_column"
        and (pair := comparison.tables[finding.table or ""]).live.estimated_rows <= _MEASURED_ROWS
    }
    return {key: (int(row[0]), int(row[1])) for key, row in ask(session, selects).found.items()}


def _questions(findings: Sequence[Finding], comparison: Comparison) -> Iterator[tuple[str, str]]:
    for finding in sorted(findings, key=lambda one: _size(one, comparison)):
        outcome = guarded(finding.code, partial(question, finding, comparison))
        if outcome and not isinstance(outcome, Failure):
            yield finding.fingerprint, _counting(finding.fingerprint, outcome)


def _size(finding: Finding, comparison: Comparison) -> int:
    """About how many rows have to be read."""
    pair = comparison.tables.get(finding.table or "")
    return pair.live.estimated_rows if pair else 0


def _counting(key: str, rows: str) -> str:
    return f"SELECT {literal(key)}, (SELECT count(*) FROM (SELECT {rows} LIMIT {CAP + 1}) AS found)"


def _measuring(finding: Finding, pair: TablePair) -> str:
    column = quoted(finding.column or "")
    size = f"coalesce(sum(pg_column_size({column})), 0)::bigint"
    return f"SELECT {literal(finding.fingerprint)}, count({column}), {size} FROM {live_table(pair.live)}"
