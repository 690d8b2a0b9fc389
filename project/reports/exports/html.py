"""The nightly report as one HTML file that needs nothing else, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.template.loader import render_to_string

from project.reports.nightly import NightlyReport
from project.reports.words import IST


def as_html(report: NightlyReport) -> str:
    """The file's text: styles inside, no script, nothing loaded from anywhere."""
    return render_to_string("reports/nightly.html", {"report": report})


def write_html(report: NightlyReport, folder: Path) -> Path:
    """Write under a temporary name, then rename, so that nobody ever reads half a report.

    Raises OSError where the folder can't be written or the disk is full; nothing is left behind then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"nightly-{report.made_at.astimezone(IST):%Y-%m-%d-%H%M%S}.html"
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".nightly-", suffix=".html")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(as_html(report))
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target
