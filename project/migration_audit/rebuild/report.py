"""A plan, a rebuild, a backup and a restore as the command prints them."""

import shlex
from pathlib import Path
from typing import Any

from project.migration_audit.rebuild.backup_contents import BackupContents
from project.migration_audit.rebuild.plan_text import hanging, plan_as_stats, shown
from project.migration_audit.rebuild.planning import Plan
from project.migration_audit.rebuild.restore import Restored
from project.output.counted import counted
from project.output.json_report import report_as_json
from project.output.report import Report

TOOL = "rebuild_migrations"


def plan_report(plan: Plan, *, database: str) -> Report:
    """The blockers as findings; 0 of 100 where the rebuild is refused."""
    stops = "A rebuild would be refused until this is mended." if plan.blockers else "Nothing stands in the way."
    return Report(
        tool=TOOL,
        title="What blocks a rebuild" if plan.blockers else "A rebuild",
        database=database,
        findings=plan.blockers,
        stats=plan_as_stats(plan),
        score=0.0 if plan.blockers else 100.0,
        checked=f"{counted(len(plan.looked.files), 'file')}, {counted(len(plan.looked.items), 'operation')}",
        notes=(f"{stops} Nothing was written.",),
    )


def rebuilt_text(plan: Plan, *, backup: Path, records: bool, kept: str) -> str:
    """What was done, where the proof lies, and the line that takes it back."""
    done = [*hanging(f"{_exchanged(plan, records=records)}."), *hanging(kept)]
    return "\n".join([*done, "To take it back:", f"  {_take_back(backup)}"])


def rebuilt_report(plan: Plan, *, database: str, backup: Path, records: bool, kept: str) -> Report:
    """The same, for programs and for a ticket."""
    return Report(
        tool=TOOL,
        title="The rebuild",
        database=database,
        findings=(),
        stats={**plan_as_stats(plan), "backup": str(backup), "recorded": records},
        score=100.0,
        checked=_exchanged(plan, records=records),
        notes=(kept, f"To take it back: `{_take_back(backup)}`"),
    )


def _exchanged(plan: Plan, *, records: bool) -> str:
    recorded = f"`migrate` recorded them in {', '.join(plan.proofs)}" if records else "`manage.py migrate` records them"
    removed, files = (plan.chain.removed, plan.chain.files) if plan.chain else ((), ())
    return f"{counted(len(removed), 'file')} gave way to {len(files)}; {recorded}"


def _take_back(backup: Path) -> str:
    return f"manage.py rebuild_migrations --restore {shlex.quote(shown(backup))}"


def backup_text(contents: BackupContents, folder: Path) -> str:
    """Two lines: what is in it, and where it lies."""
    return (
        f"Saved {counted(_files(contents), 'file')} and {counted(_rows(contents), 'row')} "
        f"of {', '.join(sorted(contents.folders))}.\n"
        f"The backup lies in {shown(folder)}"
    )


def backup_as_json(contents: BackupContents, folder: Path) -> str:
    """The output contract; there are no findings in a backup."""
    stats = {
        "backup": str(folder),
        "apps": sorted(contents.folders),
        "files": _files(contents),
        "rows": _rows(contents),
    }
    return _clean(stats)


def restored_text(restored: Restored) -> str:
    """What is back, and where that lies which gave way."""
    return (
        f"Put back {counted(restored.files, 'file')} and {counted(restored.rows, 'row')} "
        f"of {', '.join(sorted(restored.backup.folders))}, "
        f"as they were at {restored.backup.taken_at[:19]} UTC.\n"
        f"What was there until now lies in {shown(restored.before)}"
    )


def restored_as_json(restored: Restored) -> str:
    """The output contract; there are no findings in a restore."""
    stats = {
        "restored": str(restored.backup.folder),
        "backup": str(restored.before),
        "apps": sorted(restored.backup.folders),
        "files": restored.files,
        "rows": restored.rows,
    }
    return _clean(stats)


def _clean(stats: dict[str, Any]) -> str:
    return report_as_json(tool=TOOL, database="default", status="clean", score=100.0, stats=stats, findings=())


def _files(contents: BackupContents) -> int:
    return sum(len(files) for files in contents.files.values())


def _rows(contents: BackupContents) -> int:
    return sum(len(database.rows or ()) for database in contents.databases)
