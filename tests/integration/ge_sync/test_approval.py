"""A run that is too much to be made unseen stops before it writes; a person releases exactly what it showed."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from project.ge_sync.models import HeldPlan, LicenseOutcome, Source, SyncedLicense
from project.license.models import LicenseDetailsModel
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.start import start

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows
from .touched_rows import versions


def number_files(server: GEServer, count: int) -> list[str]:
    """Give so many licences another file number; theirs."""
    numbers = sorted(server.documents())[:count]
    for number in numbers:
        server.control("document", license_number=number, set={"file_number": f"X{number}"})
    return numbers


def domain(rows: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The licence domain's part of the row versions."""
    return {table: found for table, found in rows.items() if not table.startswith("ge_sync")}


def test_one_field_of_many_licences_waits_and_nothing_is_written(ge_server: GEServer, sync: Sync) -> None:
    sync()
    before, watermark = domain(versions()), Source.objects.get().watermark
    numbers = number_files(ge_server, 11)

    dry = sync("--dry-run")
    done = sync()

    assert (dry.status, dry.report["status"]) == (done.status, done.report["status"]) == (1, "needs_approval")
    assert domain(versions()) == before
    assert Source.objects.get().watermark == watermark
    assert {one["license_number"] for one in done.of("failed")} == set(numbers)
    assert {one["code"] for one in done.of("failed")} == {"needs_approval"}
    assert dry.report["changes"] == done.report["changes"]
    assert {change["license_number"] for change in done.report["changes"]} == set(numbers)
    assert dry.report["licenses"] == done.report["licenses"]
    (reason,) = HeldPlan.objects.get().reasons
    assert reason.startswith("It would change license_licensedetailsmodel.file_number in 11 licences of 60")
    assert any(reason in finding["message"] for finding in done.report["findings"])


def test_ten_licences_are_changed_at_once(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number_files(ge_server, 10)

    done = sync()

    assert (done.status, done.counts["changed"]) == (0, 10)
    assert not HeldPlan.objects.exists()


def test_many_changed_licences_without_a_common_field_are_weighed_and_written(ge_server: GEServer, sync: Sync) -> None:
    sync()
    changed = {one["license_number"] for one in ge_server.control("change", count=20, seed=3)["changed"]}

    dry, done = sync("--dry-run"), sync()

    run = Run.objects.latest("pk")
    assert {chunk.key for chunk in run.chunks.all()} == {"weighed-000000", "000000"}
    assert (done.status, done.counts) == (0, {"changed": 20, "unchanged": 40, "verified": 40})
    assert (run.total, run.done) == (20, 20)
    assert {change["license_number"] for change in done.report["changes"]} == changed
    assert dry.report["changes"] == done.report["changes"]
    assert not HeldPlan.objects.exists()


def test_the_released_plan_is_written_change_for_change(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number_files(ge_server, 15)
    held = sync()

    released = sync("--approve", str(held.report["run"]))

    assert (released.status, released.counts) == (0, {"changed": 15})
    assert released.report["changes"] == held.report["changes"]
    assert all(actual_rows(n) == expected_rows(document) for n, document in ge_server.documents().items())
    assert Run.objects.get(pk=held.report["run"]).outcome == Outcome.NEEDS_APPROVAL
    assert sync().counts["unchanged"] == 60


def test_a_plan_is_released_once(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number_files(ge_server, 11)
    held = sync().report["run"]
    released = sync("--approve", str(held)).report["run"]

    with pytest.raises(CommandError, match=f"was released already, by run {released}"):
        sync("--approve", str(held))


def test_a_licence_that_was_edited_here_since_refuses_the_whole_plan(ge_server: GEServer, sync: Sync) -> None:
    sync()
    numbers = number_files(ge_server, 11)
    held = sync().report["run"]
    LicenseDetailsModel.objects.filter(license_number=numbers[4]).update(file_number="MINE")

    with pytest.raises(CommandError, match=f"out of date: licence {numbers[4]} has changed since"):
        sync("--approve", str(held))

    assert not LicenseDetailsModel.objects.filter(file_number__startswith="X").exists()


def test_a_local_field_that_was_edited_since_does_not_matter(ge_server: GEServer, sync: Sync) -> None:
    sync()
    numbers = number_files(ge_server, 11)
    held = sync().report["run"]
    LicenseDetailsModel.objects.filter(license_number=numbers[4]).update(user_comment="ours")

    assert sync("--approve", str(held)).counts["changed"] == 11
    assert LicenseDetailsModel.objects.get(license_number=numbers[4]).user_comment == "ours"


def test_a_plan_is_out_of_date_when_the_server_was_asked_again(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number_files(ge_server, 11)
    first, second = sync().report["run"], sync().report["run"]

    with pytest.raises(CommandError, match=f"out of date: GE sync run {second} has asked the server since"):
        sync("--approve", str(first))
    assert sync("--approve", str(second)).counts["changed"] == 11


def test_a_licence_synced_alone_since_refuses_the_whole_plan(ge_server: GEServer, sync: Sync) -> None:
    sync()
    numbers = number_files(ge_server, 11)
    held = sync().report["run"]
    assert sync("--license", numbers[0]).counts == {"changed": 1}

    with pytest.raises(CommandError, match=f"licence {numbers[0]} has changed since"):
        sync("--approve", str(held))


def test_an_edit_between_the_release_and_its_chunk_stops_that_licence_alone(ge_server: GEServer, sync: Sync) -> None:
    sync()
    numbers = number_files(ge_server, 11)
    held = sync().report["run"]
    HeldPlan.objects.filter(pk=held).update(released_by=None)
    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options={"mode": "data_only", "approve": held}).run
    HeldPlan.objects.filter(pk=held).update(released_by=run)  # as an attempt that died after it had taken the plan
    LicenseDetailsModel.objects.filter(license_number=numbers[4]).update(file_number="MINE")

    from project.ge_sync.in_process import work_off

    work_off(run, on_progress=lambda run: None)

    outcomes = LicenseOutcome.objects.filter(run=run)
    assert outcomes.filter(outcome="changed").count() == 10
    assert outcomes.get(license_number=numbers[4]).code == "plan_out_of_date"
    assert LicenseDetailsModel.objects.get(license_number=numbers[4]).file_number == "MINE"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--approve", "99"], "Run 99 has no plan that waits for approval"),
        (["--approve", "abc"], "--approve wants the number of a run, not 'abc'"),
        (["--approve", "1", "--dry-run"], "leave the other options out"),
        (["--approve", "1", "--license", "0310837893"], "leave the other options out"),
        (["--limit", "0"], "--limit wants a number of licences, 1 or more, not '0'"),
        (["--limit", "5", "--license", "0310837893"], "leave one of them out"),
        (["--since", "yesterday"], "--since wants a day or a time"),
        (["--since", "2999-01-01"], "--since wants a time that is over"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(ge_server: GEServer, sync: Sync, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("sync_from_ge_server", "--data-only", *arguments)

    assert not Run.objects.exists()


def test_a_run_that_held_nothing_has_nothing_to_release(ge_server: GEServer, sync: Sync) -> None:
    clean = sync().report["run"]

    with pytest.raises(CommandError, match=f"Run {clean} has no plan that waits for approval"):
        sync("--approve", str(clean))


def test_many_licences_that_end_at_once_wait_and_are_released(ge_server: GEServer, sync: Sync) -> None:
    sync()
    gone = 0
    day = 0
    while gone <= 10:
        day += 40
        gone += ge_server.control("day", day=day)["gone"]

    held = sync()

    assert held.report["status"] == "needs_approval"
    assert not SyncedLicense.objects.filter(state="gone").exists()
    assert any("would count as gone" in reason for reason in HeldPlan.objects.get().reasons)
    released = sync("--approve", str(held.report["run"]))
    assert released.counts["gone"] >= 10
    for number, document in ge_server.documents().items():
        assert actual_rows(number) == expected_rows(document)


def test_many_licences_that_the_server_calls_cancelled_one_by_one_wait_too(ge_server: GEServer, sync: Sync) -> None:
    sync()
    SyncedLicense.objects.update(version=0, etag="")  # so that each is asked for by its number
    Source.objects.update(watermark=timezone.now())
    ge_server.misbehave("error_status", variant="410", endpoint="license")

    dry, held = sync("--dry-run"), sync()

    assert dry.report["status"] == held.report["status"] == "needs_approval"
    assert dry.report["licenses"] == held.report["licenses"]
    assert "60 licences of 60 would count as gone" in held.report["findings"][0]["message"]
    assert not SyncedLicense.objects.filter(state="gone").exists()
    assert sync("--approve", str(held.report["run"])).counts == {"gone": 60}
    assert SyncedLicense.objects.filter(state="gone").count() == LicenseDetailsModel.objects.count() == 60


def test_one_licence_that_is_called_cancelled_is_gone_at_once(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    ge_server.misbehave("error_status", variant="410", endpoint="license", license=[number])

    assert sync("--license", number).counts == {"gone": 1}
