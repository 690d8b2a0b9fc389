"""The later misbehaviours of the contract, each in whole runs that say how every licence ends."""

import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError
from django.db.models import F
from django.db.models.functions import Now

from project.bill_of_entry.models import BillOfEntryModel
from project.ge_sync.models import Source, State, SyncedLicense
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel, LicenseTransferModel
from project.runs.models import Outcome, Run

from .conftest import GEServer, StartServer, Sync
from .independent_reading import actual_rows, expected_rows


def in_step(server: GEServer) -> bool:
    return all(actual_rows(number) == expected_rows(one) for number, one in server.documents().items())


def the_run_has_failed() -> bool:
    run = Run.objects.get()
    return (run.outcome, bool(run.last_error)) == (Outcome.FAILED, True)


@pytest.mark.parametrize("variant", ["future", "back"])
def test_11_an_odd_clock_loses_no_later_change(ge_server: GEServer, sync: Sync, variant: str) -> None:
    number, *_ = ge_server.misbehave("odd_clock", variant=variant)
    done = sync()
    assert done.counts == {"new": 60}
    assert [finding["code"] for finding in done.report["findings"]] == (
        ["ahead_of_time"] if variant == "future" else []
    )
    ge_server.behave("odd_clock")
    ge_server.control("document", license_number=number, set={"file_number": "LATER"})

    assert sync().status == 0

    assert LicenseDetailsModel.objects.get(license_number=number).file_number == "LATER"
    assert in_step(ge_server)


@pytest.mark.parametrize("variant", ["body", "headers"])
def test_13_a_drip_is_cut_and_asked_again(ge_server: GEServer, sync: Sync, settings: Any, variant: str) -> None:
    settings.GE_TOTAL_SECONDS = 2.0
    ge_server.misbehave("slow_drip", variant=variant, first=1)

    assert sync().counts == {"new": 60}
    assert in_step(ge_server)


def test_13_a_server_that_only_drips_fails_the_run(ge_server: GEServer, sync: Sync, settings: Any) -> None:
    settings.GE_TOTAL_SECONDS = 1.0
    ge_server.misbehave("slow_drip")

    with pytest.raises(CommandError, match="no whole answer within 1 s"):
        sync()

    assert the_run_has_failed()


def test_14_a_limit_without_a_wait_is_waited_for(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("limit_without_wait", first=1)

    assert sync().counts == {"new": 60}
    assert Source.objects.get().pause_until is not None


def test_15_a_date_to_wait_for_is_waited_for(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("odd_retry_after", variant="date", first=1)

    assert sync().counts == {"new": 60}


def test_15_a_day_is_kept_by_everybody(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("odd_retry_after", variant="day", first=1)

    for _ in range(2):
        with pytest.raises(CommandError, match="asks to be left alone for 86"):
            sync()

    assert ge_server.asked()["GET /v1/licenses"] == 1
    left = Source.objects.annotate(left=F("pause_until") - Now()).get().left
    assert left.total_seconds() > 86_000


def test_16_a_session_lost_once_is_a_new_session(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("session_lost", first=1)

    assert sync().counts == {"new": 60}
    assert ge_server.asked()["POST /v1/session"] == 2


def test_16_sessions_lost_at_once_fail_the_run_and_open_the_breaker(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("session_lost")

    with pytest.raises(CommandError, match="ended a session that it had only just opened"):
        sync()

    assert the_run_has_failed()
    assert Source.objects.get().open_until is not None
    assert ge_server.asked()["POST /v1/session"] == 2


def test_17_an_error_with_200_is_asked_again(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("error_with_200", first=2)

    assert sync().counts == {"new": 60}


def test_17_nothing_but_errors_with_200_fail_the_run(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("error_with_200")

    with pytest.raises(CommandError, match="answered 200 with an error in it"):
        sync()

    assert the_run_has_failed()
    assert not LicenseDetailsModel.objects.exists()


@pytest.mark.parametrize("variant", ["plain", "bomb"])
def test_19_a_huge_listing_fails_the_run(ge_server: GEServer, sync: Sync, variant: str) -> None:
    ge_server.misbehave("huge_body", variant=variant)

    with pytest.raises(CommandError, match="larger than 8 MB"):
        sync()

    assert the_run_has_failed()


def test_19_a_huge_licence_is_quarantined_alone(ge_server: GEServer, sync: Sync) -> None:
    number, *_ = sorted(ge_server.documents())
    ge_server.misbehave("huge_body", variant="plain", endpoint="license")

    done = sync("--license", number)

    assert (done.status, [(one["license_number"], one["code"]) for one in done.of("quarantined")]) == (
        1,
        [(number, "bad_answer")],
    )


def test_21_a_certificate_that_nobody_signed_is_refused(start_ge_server: StartServer, sync: Sync) -> None:
    start_ge_server(5, "--tls-self-signed")

    with pytest.raises(CommandError, match=r"GE_BASE_URL is not valid .*name the authority that signed it in GE_CA"):
        sync()

    assert the_run_has_failed()


def test_21_a_certificate_of_a_private_authority_is_trusted_where_the_settings_name_it(
    start_ge_server: StartServer, sync: Sync, settings: Any, tmp_path: Path
) -> None:
    server = urlsplit(start_ge_server(5, "--tls-self-signed").url)
    settings.GE_CA_BUNDLE = str(tmp_path / "authority.pem")
    Path(settings.GE_CA_BUNDLE).write_text(ssl.get_server_certificate((server.hostname, server.port)))

    assert sync().counts == {"new": 5}


@pytest.mark.parametrize(("variant", "path"), [("enum", "status"), ("object", "import_items")])
def test_22_a_new_value_or_shape_is_quarantined(ge_server: GEServer, sync: Sync, variant: str, path: str) -> None:
    chosen = ge_server.misbehave("new_shapes", variant=variant, first=2)

    done = sync()

    assert (done.counts, {one["path"] for one in done.of("quarantined")}) == ({"new": 58, "quarantined": 2}, {path})
    assert {one["license_number"] for one in done.of("quarantined")} == set(chosen)


def test_22_a_new_field_is_told_and_harms_nothing(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("new_shapes", variant="field", first=2)

    done = sync()

    assert (done.status, done.counts) == (0, {"new": 60})
    told = {finding["object"] for finding in done.report["findings"] if finding["code"] == "unknown_field"}
    assert told == {"green_channel", "import_items[0].restricted"}


def test_23_a_bill_under_another_port_is_the_same_bill(ge_server: GEServer, sync: Sync) -> None:
    sync()
    bills = BillOfEntryModel.objects.count()
    number = next(n for n, one in sorted(ge_server.documents().items()) if one["bills_of_entry"][-1]["be_number"])
    ge_server.misbehave("other_port", license=[number])

    done = sync()

    assert done.counts["changed"] == 1
    assert {change["field"] for change in done.report["changes"]} == {"port"}
    assert BillOfEntryModel.objects.count() == bills
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def _licence_with_transfers(server: GEServer, *, with_ids: bool) -> str:
    return next(
        number
        for number, one in sorted(server.documents().items())
        if one["transfers"] and ("transfer_id" in one["transfers"][-1]) is with_ids
    )


def test_24_a_transfer_issued_again_under_its_id_is_the_same(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = _licence_with_transfers(ge_server, with_ids=True)
    ids = set(LicenseTransferModel.objects.filter(license__license_number=number).values_list("pk", flat=True))
    ge_server.misbehave("reissued_transfer", license=[number])

    assert sync().counts["changed"] == 1

    assert set(LicenseTransferModel.objects.filter(license__license_number=number).values_list("pk", flat=True)) == ids
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def test_24_without_an_id_it_is_another_and_the_first_goes_after_two_checks(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = _licence_with_transfers(ge_server, with_ids=False)
    before = LicenseTransferModel.objects.filter(license__license_number=number).count()
    ge_server.misbehave("reissued_transfer", license=[number])

    sync()
    assert LicenseTransferModel.objects.filter(license__license_number=number).count() == before + 1
    sync()

    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def test_25_a_row_that_vanishes_for_a_night_is_never_deleted(ge_server: GEServer, sync: Sync) -> None:
    sync()
    (number,) = ge_server.misbehave("vanished_row", variant="import_items", first=1)
    before = set(LicenseImportItemsModel.objects.values_list("pk", flat=True))

    sync()
    assert set(LicenseImportItemsModel.objects.values_list("pk", flat=True)) == before
    ge_server.behave("vanished_row")
    sync()

    assert set(LicenseImportItemsModel.objects.values_list("pk", flat=True)) == before
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


REFUSALS = {
    "400": ("quarantined", "bad_request", State.QUARANTINED),
    "403": ("failed", "access_lost", State.ACCESS_LOST),
    "409": ("failed", "being_amended", State.FAILED),
    "422": ("quarantined", "data_refused", State.QUARANTINED),
}


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_of_one_licence_is_its_end_and_keeps_its_rows(
    ge_server: GEServer, sync: Sync, settings: Any, status: str
) -> None:
    settings.GE_AMENDED_SECONDS = 0.1
    outcome, code, state = REFUSALS[status]
    number, *_ = sorted(ge_server.documents())
    sync("--license", number)
    before = actual_rows(number)
    ge_server.misbehave("error_status", variant=status, endpoint="license")

    done = sync("--license", number, "--force")

    assert (done.status, [one["code"] for one in done.of(outcome)]) == (1, [code])
    assert SyncedLicense.objects.get(pk=number).state == state
    assert actual_rows(number) == before


def test_a_licence_that_is_being_amended_is_asked_for_again(ge_server: GEServer, sync: Sync, settings: Any) -> None:
    settings.GE_AMENDED_SECONDS = 0.1
    number, *_ = sorted(ge_server.documents())
    ge_server.misbehave("error_status", variant="409", endpoint="license", first=3)

    assert sync("--license", number).counts == {"new": 1}
    assert ge_server.asked()["GET /v1/licenses/{license_number}"] == 4
