"""What an operator sees and clicks, in a real browser."""

import os
import re
from typing import Any

import pytest
from django.db.models.functions import Now

from project.runs.models import Kind, Outcome, Run

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(390, False), (390, True), (1440, False), (1440, True)]


def test_logging_in_leads_to_the_morning_page(log_in: Any) -> None:
    watch = log_in()
    assert watch.page.url == f"{watch.address}/admin/"
    assert "Last night" in watch.text()


def test_an_empty_morning_page_says_what_would_be_here_and_how_to_get_it(log_in: Any) -> None:
    text = log_in().text()
    assert "It has never run here" in text
    assert "No audit has reported yet" in text
    assert "No sync has counted licences yet" in text
    assert "No worker has been heard of" in text
    assert "Everything ran" not in text


def test_the_morning_page_shows_outcomes_findings_licences_and_workers(log_in: Any, nights: dict[str, Run]) -> None:
    text = log_in().text()
    assert "Everything ran; there is something to report." in text
    assert "score 99.75" in text
    assert re.search(r"1\s*error", text)
    assert re.search(r"17\s*changed", text)
    assert "import_items[2].quantity" in text
    assert "celery@sync-1" in text


def test_run_now_asks_first_and_then_queues_one_run(log_in: Any) -> None:
    watch = log_in()
    watch.click("article:has-text('Database structure') >> text=Run now")
    assert not Run.objects.exists()
    watch.click("button:has-text('Run now')")
    run = Run.objects.get()
    assert (run.kind, run.requested_by.username) == (Kind.SCHEMA_AUDIT, "operator")
    assert watch.page.url.endswith(f"/admin/runs/run/{run.pk}/change/")
    assert "was queued" in watch.text()


def test_asking_twice_leads_to_the_same_run(log_in: Any) -> None:
    watch = log_in()
    for _ in range(2):
        watch.open("/admin/runs/run/run-now/ge_sync/")
        watch.click("button:has-text('Run now')")
    assert Run.objects.count() == 1
    assert "is queued already; nothing was added" in watch.text()


def test_one_licence_can_be_synced(log_in: Any) -> None:
    watch = log_in()
    watch.click("text=Sync one licence")
    watch.page.fill("#license", "0310837893")
    watch.click("button:has-text('Sync now')")
    assert Run.objects.get().scope == "license:0310837893"


def test_what_is_no_licence_number_is_refused_in_words(log_in: Any) -> None:
    watch = log_in()
    watch.open("/admin/runs/run/run-now/license/")
    watch.page.fill("#license", "0310 837893; x")
    watch.click("button:has-text('Sync now')")
    assert "is no licence number: write its ten digits" in watch.text()
    assert not Run.objects.exists()


def test_a_runs_page_tells_each_finding_with_cause_and_next_step(log_in: Any, nights: dict[str, Run]) -> None:
    watch = log_in()
    watch.open(f"/admin/runs/run/{nights['structure'].pk}/change/")
    text = watch.text()
    assert "license_invoice.sale_type" in text
    assert "drift: license.0001_initial made it NOT NULL" in text
    assert 'ALTER TABLE "license_invoice" ADD CONSTRAINT' in text
    assert "manage.py migrate license 0002" in text
    assert "Gone since the run before (1)" in text


def test_a_queued_run_can_be_cancelled(log_in: Any) -> None:
    run = Run.objects.create(kind=Kind.SCHEMA_AUDIT)
    watch = log_in()
    watch.open(f"/admin/runs/run/{run.pk}/change/")
    watch.click("a:has-text('Cancel')")
    watch.click("button:has-text('Cancel the run')")
    run.refresh_from_db()
    assert run.outcome == Outcome.CANCELLED


def test_an_open_page_follows_its_run_to_the_end(log_in: Any) -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC, started_at=Now(), total=500, done=100)
    watch = log_in()
    watch.open(f"/admin/runs/run/{run.pk}/change/")
    Run.objects.filter(pk=run.pk).update(done=250)
    watch.page.wait_for_selector("text=250 of 500")
    Run.objects.filter(pk=run.pk).update(finished_at=Now(), outcome=Outcome.FAILED, last_error="The server was away.")
    watch.page.wait_for_selector("text=The server was away.")
    assert not watch.page.query_selector("[data-progress]")
    assert watch.problems == []


def test_a_finding_is_accepted_by_a_form_and_its_waiver_is_listed(log_in: Any, nights: dict[str, Run]) -> None:
    watch = log_in()
    finding = nights["structure"].observations.first().finding_id
    watch.open(f"/admin/reports/finding/{finding}/change/")
    watch.click("text=Accept with a waiver")
    watch.page.fill("[name=reason]", "mended with the next release")
    watch.page.fill("[name=owner]", "licence desk")
    watch.page.fill("[name=until]", "2999-12-31")
    watch.click("button:has-text('Accept')")
    assert "Accepted until 2999-12-31" in watch.text()
    watch.open("/admin/reports/waiver/")
    assert "mended with the next release" in watch.text()


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_fit_their_window_and_load_nothing_from_elsewhere(
    log_in: Any, nights: dict[str, Run], width: int, dark: bool
) -> None:
    watch = log_in(width=width, dark=dark)
    finding = nights["structure"].observations.first().finding_id
    pages = {
        "index": "/admin/",
        "run": f"/admin/runs/run/{nights['structure'].pk}/change/",
        "sync": f"/admin/runs/run/{nights['sync'].pk}/change/",
        "runs": "/admin/runs/run/",
        "findings": "/admin/reports/finding/",
        "finding": f"/admin/reports/finding/{finding}/change/",
        "waive": f"/admin/reports/finding/{finding}/waive/",
        "waivers": "/admin/reports/waiver/",
        "fixes": "/admin/reports/appliedfix/",
        "workers": "/admin/runs/worker/",
        "confirm": "/admin/runs/run/run-now/ge_sync/",
        "task": "/admin/django_celery_beat/periodictask/add/",
    }
    too_wide = []
    for name, path in pages.items():
        watch.open(path)
        if watch.is_wider_than_its_window():
            too_wide.append(name)
        if shots := os.environ.get("BROWSER_SHOTS"):
            watch.page.screenshot(path=f"{shots}/{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)
    assert too_wide == []
    assert watch.problems == []
