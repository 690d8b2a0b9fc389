"""A dry run and a backup as the command prints them."""

from pathlib import Path

from project.migration_audit.rebuild.backup_contents import BackupContents
from project.migration_audit.rebuild.dry_run import DryRun
from project.migration_audit.rebuild.dry_run_text import dry_run_as_stats, shown
from project.output.json_report import report_as_json
from project.output.report import Report

TOOL = "rebuild_migrations"


def dry_run_report(looked: DryRun) -> Report:
    """The blockers as findings; 0 of 100 where the rebuild would be refused."""
    stops = "A rebuild would be refused until this is mended." if looked.blockers else "Nothing stands in the way."
    return Report(
        tool=TOOL,
        title="What blocks a rebuild" if looked.blockers else "A rebuild",
        database="default",
        findings=looked.blockers,
        stats=dry_run_as_stats(looked),
        score=0.0 if looked.blockers else 100.0,
        checked=f"{len(looked.files)} files, {len(looked.items)} operations",
        notes=(f"{stops} Nothing was written.",),
    )


def backup_text(contents: BackupContents, folder: Path) -> str:
    """Two lines: what is in it, and where it lies."""
    return (
        f"Saved {len(contents.files)} files and {_rows(contents)} rows of {', '.join(sorted(contents.folders))}.\n"
        f"The backup lies in {shown(folder)}"
    )


def backup_as_json(contents: BackupContents, folder: Path) -> str:
    """The output contract; there are no findings in a backup."""
    stats = {
        "backup": str(folder),
        "apps": sorted(contents.folders),
        "files": len(contents.files),
        "rows": _rows(contents),
    }
    return report_as_json(tool=TOOL, database="default", status="clean", score=100.0, stats=stats, findings=())


def _rows(contents: BackupContents) -> int:
    return sum(len(database.rows or ()) for database in contents.databases)
