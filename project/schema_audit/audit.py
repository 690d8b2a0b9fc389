"""The use case: looks, then what people accepted, and the score. Nothing is written to the inspected database."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from project.findings import Finding, worst_first
from project.schema_audit.key_rate import dated
from project.schema_audit.known_waivers import after_waivers, known_waivers
from project.schema_audit.look import Look, Scope, look
from project.schema_audit.reporting.field_rows import FieldRow
from project.schema_audit.reporting.score import score
from project.schema_audit.typed_names import UnknownNameError
from project.waivers import Waiver


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What an audit found: one look, or one at each schema that was asked for by name."""

    findings: tuple[Finding, ...]
    stats: Mapping[str, Any]
    score: float
    looks: tuple[Look, ...]

    @cached_property
    def columns(self) -> tuple[FieldRow, ...]:
        """Each field of every table with what was found at it."""
        return tuple(row for one in self.looks for row in one.columns(self.findings))


def audit(
    using: str = "default",
    *,
    app_labels: Collection[str] | None = None,
    tables: Collection[str] | None = None,
    schemas: Sequence[str] = (),
    on_step: Callable[[str], None] | None = None,
) -> Audit:
    """Compare the live database with models and migrations.

    `app_labels` and `tables` narrow what is compared and reported, `schemas` are looked at one after the other in
    place of the role's search path; `names.UnknownNameError` for one that nobody knows. `on_step` hears what is being
    done, and an empty text at the end. The statistics count what was looked at, so that an empty report is no secret.
    """
    scope = Scope(app_labels=app_labels or (), tables=tables or (), schemas=tuple(dict.fromkeys(schemas)))
    waivers = known_waivers(using)
    step = on_step or _nobody
    looks = {schema: look(using, scope, schema, step) for schema in _asked(scope)}
    step("")
    _check_anything(looks, scope)
    return _put_together(using, scope, tuple(looks.values()), waivers)


def _put_together(using: str, scope: Scope, looks: tuple[Look, ...], waivers: list[Waiver]) -> Audit:
    # What no schema is to blame for is said once.
    said = dict.fromkeys(finding for one in looks for finding in one.findings)
    findings = dated(using, worst_first(list(said)))
    within = None if scope.is_whole else {table for one in looks for table in one.tables()}
    today = date.today()  # noqa: DTZ011  (Django sets the process's zone from TIME_ZONE)
    findings = after_waivers(findings, waivers, today=today, within=within)
    fields = {table: number for one in looks for table, number in one.fields_by_table.items()}
    stats = _summed([one.stats for one in looks]) | ({"schemas": list(scope.schemas)} if scope.schemas else {})
    return Audit(findings=tuple(findings), stats=stats, score=score(findings, fields), looks=looks)


def _asked(scope: Scope) -> Iterable[str | None]:
    """The schemas in which something is asked for; None is the role's own search path."""
    if not scope.schemas:
        return (None,)
    return [schema for schema in scope.schemas if not scope.tables or scope.tables_of(schema)]


def _check_anything(looks: Mapping[str | None, Look], scope: Scope) -> None:
    """Raise for a schema that has nothing of what was asked for: it would read as a clean one."""
    empty = [schema for schema, one in looks.items() if schema and one.comparison and not one.tables()]
    narrowed = scope.app_labels or scope.tables
    if empty and (len(empty) == len(looks) or not narrowed):
        raise UnknownNameError(
            f"Nothing was checked in schema {', '.join(empty)}: the tables asked for are none of its own; "
            "name the schema that has them, or migrate this one first."
        )


def _summed(stats: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The numbers of all looks together; what is no number, and the models, are those of the first."""
    total = dict(stats[0])
    for one in stats[1:]:
        for name, value in one.items():
            if isinstance(value, dict):
                total[name] = {**total.get(name, {}), **value}
            elif isinstance(value, list):
                total[name] = list(dict.fromkeys([*total.get(name, []), *value]))
            elif isinstance(value, int | float) and name != "models":
                total[name] = round(total.get(name, 0) + value, 4)
    return total


def _nobody(text: str) -> None:
    """Where nobody listens to the steps."""
