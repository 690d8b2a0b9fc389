"""The admin's menu: which pages stand in which group; those that a user may not see are left out."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

# "app.Model" names one page, "app" alone all pages of an app.
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Nightly",
        (
            ("runs.Run", "nightlight"),
            ("reports.Finding", "rule"),
            ("reports.Waiver", "verified"),
            ("reports.AppliedFix", "build"),
        ),
    ),
    (
        "Licences",
        (
            ("ge_sync", "sync"),
            ("license", "license"),
            ("allotment", "assignment"),
            ("bill_of_entry", "receipt_long"),
            ("trade", "handshake"),
        ),
    ),
    ("Reference data", (("core", "menu_book"),)),
    (
        "Workers and schedule",
        (
            ("runs.Worker", "memory"),
            ("runs.Chunk", "grid_view"),
            ("runs.Deploy", "rocket_launch"),
            ("django_celery_beat.PeriodicTask", "schedule"),
            ("django_celery_beat.CrontabSchedule", "schedule"),
            ("django_celery_beat.IntervalSchedule", "timer"),
            ("django_celery_beat.ClockedSchedule", "event"),
            ("django_celery_beat.SolarSchedule", "wb_sunny"),
        ),
    ),
    ("Users", (("accounts.User", "person"), ("auth.Group", "group"))),
)
OPEN_GROUPS = ("Nightly",)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Unfold's shape of the menu, for one user."""
    first: list[dict[str, Any]] = [{"title": "Last night", "icon": "dashboard", "link": reverse("admin:index")}]
    return [
        {
            "title": title,
            "separator": title not in OPEN_GROUPS,
            "collapsible": title not in OPEN_GROUPS,
            "items": [
                *(first if title in OPEN_GROUPS else []),
                *(item for name, icon in entries for item in _items(request, name, icon)),
            ],
        }
        for title, entries in GROUPS
    ]


def _items(request: HttpRequest, name: str, icon: str) -> Iterator[dict[str, Any]]:
    app, _, only = name.partition(".")
    for model in apps.get_app_config(app).get_models():
        page = admin.site._registry.get(model)
        if page is None or only not in ("", model.__name__) or not page.has_view_permission(request):
            continue
        title = str(model._meta.verbose_name_plural)
        link = reverse(f"admin:{app}_{model._meta.model_name}_changelist")
        yield {"title": title[:1].upper() + title[1:], "icon": icon, "link": link}
