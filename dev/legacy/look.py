"""One look at the story's database: what it holds, and what both checks say of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dev.legacy.commands import FINISHED, python
from dev.legacy.inventory import Inventory
from project.domain_migrations import DOMAIN_APPS

Finding = Mapping[str, Any]
"""A finding as the commands' JSON has it."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """The database's own counts beside the findings of `check_db_structure` and `check_migrations`."""

    inventory: Inventory
    structure: tuple[Finding, ...]
    migrations: tuple[Finding, ...]

    def findings(self, code: str, *, domain: bool = True) -> list[Finding]:
        """Those of one code, at the domain's apps or at all others."""
        everything = (*self.structure, *self.migrations)
        return [one for one in everything if one["code"] == code and (one["app"] in DOMAIN_APPS) is domain]

    def null_mismatches(self) -> list[Finding]:
        """Columns that refuse NULL against their models' word."""
        return [one for one in self.findings("column_null") if one["actual"] == "NOT NULL"]

    def at(self, table: str, column: str, code: str) -> Finding | None:
        """The one finding of a code at a column."""
        there = (one for one in self.findings(code) if (one["table"], one["column"]) == (table, column))
        return next(there, None)


def take_look(environment: Mapping[str, str]) -> Look:
    """Ask all three; raises CannotRun where one of them can't answer."""
    counted = json.loads(python("-m", "dev.legacy.inventory", environment=environment))
    fields: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in counted.items()}
    return Look(
        inventory=Inventory(**fields),
        structure=_findings("check_db_structure", environment),
        migrations=_findings("check_migrations", environment),
    )


def _findings(command: str, environment: Mapping[str, str]) -> tuple[Finding, ...]:
    text = python("manage.py", command, "--format", "json", environment=environment, allowed=FINISHED)
    return tuple(json.loads(text)["findings"])
