from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django_celery_beat.models import CrontabSchedule, PeriodicTask, PeriodicTasks

from project.runs.install import Change, install

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def crontab(name: str) -> tuple[str, str, str]:
    times = PeriodicTask.objects.get(name=name).crontab
    return times.hour, times.minute, str(times.timezone)


def changes() -> set[Change]:
    return {entry.change for entry in install()}


def test_a_new_database_gets_the_whole_plan() -> None:
    assert changes() == {Change.ADDED}
    assert crontab("Database structure") == crontab("Migrations") == ("0", "30", "Asia/Kolkata")
    assert crontab("GE sync") == ("1", "0", "Asia/Kolkata")
    assert PeriodicTask.objects.get(name="Sweep").interval.every == 30


def test_a_second_time_changes_nothing_and_leaves_beat_alone() -> None:
    install()
    PeriodicTasks.objects.update(last_update=LONG_AGO)
    assert changes() == {Change.KEPT}
    assert PeriodicTasks.last_change() == LONG_AGO


def test_operators_times_and_switches_are_kept() -> None:
    install()
    evening = CrontabSchedule.objects.create(hour="22", minute="15", timezone="Asia/Kolkata")
    PeriodicTask.objects.filter(name="GE sync").update(crontab=evening, enabled=False)
    assert changes() == {Change.KEPT}
    assert crontab("GE sync") == ("22", "15", "Asia/Kolkata")
    assert not PeriodicTask.objects.get(name="GE sync").enabled


def test_a_call_that_no_longer_fits_the_code_is_mended_and_beat_hears_of_it() -> None:
    install()
    PeriodicTask.objects.filter(name="GE sync").update(task="workers.old.name")
    PeriodicTasks.objects.update(last_update=LONG_AGO)
    assert {entry.name for entry in install() if entry.change is Change.MENDED} == {"GE sync"}
    assert PeriodicTask.objects.get(name="GE sync").task == "workers.housekeeping.start_scheduled"
    assert PeriodicTasks.last_change() > LONG_AGO


def test_a_deleted_entry_comes_back() -> None:
    install()
    PeriodicTask.objects.filter(name="Sweep").delete()
    assert [entry.name for entry in install() if entry.change is Change.ADDED] == ["Sweep"]


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("install_schedule")
    assert "added: GE sync, At 01:00 AM Asia/Kolkata" in capsys.readouterr().out.splitlines()
    PeriodicTask.objects.filter(name="GE sync").update(enabled=False)
    call_command("install_schedule")
    assert "kept: GE sync, At 01:00 AM Asia/Kolkata (switched off)" in capsys.readouterr().out.splitlines()
