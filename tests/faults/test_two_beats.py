"""Two beats by mistake: every tick still happens once."""

from collections import Counter

from django.core.management import call_command
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from project.runs.models import Run, Trigger
from tests.faults.fleet import Broker, Fleet, wait_until

A_TICK_AND_A_BIT = 90


def test_two_beats_start_one_run_per_tick(fleet: Fleet, broker: Broker) -> None:
    call_command("install_schedule")
    PeriodicTask.objects.exclude(name="Migrations").delete()
    CrontabSchedule.objects.update(hour="*", minute="*")
    fleet.beat("beat1")
    fleet.beat("beat2")
    wait_until(lambda: broker.client.llen("housekeeping") >= 2, within_seconds=A_TICK_AND_A_BIT)
    fleet.worker("first")
    wait_until(lambda: fleet.log("first").count("start_scheduled") >= 4)
    wait_until(lambda: not Run.objects.open().exists())
    ticks = Counter(Run.objects.filter(trigger=Trigger.SCHEDULE).values_list("scheduled_for", flat=True))
    assert ticks
    assert set(ticks.values()) == {1}
