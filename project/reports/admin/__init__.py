"""The admin of what ran and what it found: rows to look at, and buttons that ask for more runs.

The rows of `project.runs` have their pages here as well, because a run's page is its report, and runs knows no report.
"""

from django.contrib import admin

from project.reports.admin import applied, findings, run, schedule, waivers, work

__all__ = ["applied", "findings", "run", "schedule", "waivers", "work"]

admin.site.index_template = "reports/admin/index.html"
