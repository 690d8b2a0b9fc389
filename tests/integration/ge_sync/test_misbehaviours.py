"""The first ten misbehaviours of the contract, each in a whole run against the simulated server."""

from collections.abc import Collection

import pytest

from project.ge_sync.models import ServerRows, Source, State, SyncedLicense
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel
from project.runs.models import Outcome, Run

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows


def in_step(server: GEServer, *, but: Collection[str] = ()) -> bool:
    """Whether every row is what the server's documents say, for all licences but these."""
    documents = {number: document for number, document in server.documents().items() if number not in but}
    return all(actual_rows(number) == expected_rows(document) for number, document in documents.items())


def test_1_a_login_page_in_between_is_a_new_session(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("login_page", first=1)

    done = sync()

    assert (done.status, done.counts) == (0, {"new": 60})
    assert ge_server.asked()["POST /v1/session"] == 2
    ge_server.behave("login_page")
    assert in_step(ge_server)


@pytest.mark.parametrize("variant", ["json", "length"])
def test_2_an_answer_that_was_cut_off_is_asked_for_again(ge_server: GEServer, sync: Sync, variant: str) -> None:
    ge_server.misbehave("truncated", variant=variant, first=1)

    assert sync().counts == {"new": 60}
    ge_server.behave("truncated")
    assert in_step(ge_server)


def test_3_windows_1252_that_calls_itself_utf_8_is_read_and_reported(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("wrong_encoding", variant="windows_1252")

    done = sync()

    assert (done.status, done.counts) == (1, {"new": 60})
    assert [finding["code"] for finding in done.report["findings"]] == ["odd_encoding"]
    ge_server.behave("wrong_encoding")
    said = {f"Café {row['description']}" for one in ge_server.documents().values() for row in one["import_items"]}
    assert set(LicenseImportItemsModel.objects.values_list("description", flat=True)) == said


def test_3_a_byte_order_mark_is_read_and_reported(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("wrong_encoding", variant="bom")

    done = sync()

    assert (done.status, done.counts) == (1, {"new": 60})
    assert [finding["code"] for finding in done.report["findings"]] == ["odd_encoding"]
    ge_server.behave("wrong_encoding")
    assert in_step(ge_server)


@pytest.mark.parametrize("variant", ["nul", "surrogate"])
def test_3_characters_no_database_holds_are_quarantined(ge_server: GEServer, sync: Sync, variant: str) -> None:
    chosen = ge_server.misbehave("bad_characters", variant=variant, first=2)

    done = sync()

    assert {one["license_number"] for one in done.of("quarantined")} == set(chosen)
    assert {one["expected"] for one in done.of("quarantined")} == {"text without NUL and lone surrogates"}
    assert in_step(ge_server, but=chosen)


@pytest.mark.parametrize("variant", ["same_page", "stuck_cursor"])
def test_4_a_listing_that_does_not_advance_fails_the_run(ge_server: GEServer, sync: Sync, variant: str) -> None:
    ge_server.misbehave("repeated_page", variant=variant)

    with pytest.raises(Exception, match="does not advance"):
        sync()

    assert Run.objects.get().outcome == Outcome.FAILED
    assert Source.objects.get().watermark is None, "it stays where it was"


@pytest.mark.parametrize("variant", ["higher_first", "higher_last"])
def test_5_of_a_licence_listed_twice_the_higher_version_counts(ge_server: GEServer, sync: Sync, variant: str) -> None:
    ge_server.misbehave("listed_twice", variant=variant)

    assert sync().counts == {"new": 60}
    ge_server.behave("listed_twice")
    assert in_step(ge_server)


@pytest.mark.parametrize("variant", ["higher_first", "higher_last"])
def test_5_on_a_quiet_night_too(ge_server: GEServer, sync: Sync, variant: str) -> None:
    sync()
    sound = sync().report["requests"]
    ge_server.misbehave("listed_twice", variant=variant)

    done = sync()

    assert (done.counts, done.report["requests"]) == ({"unchanged": 60, "verified": 60}, sound)


@pytest.mark.parametrize("variant", ["slashes", "short_year", "month_name", "month_name_short", "unpadded"])
def test_6_odd_dates_are_read(ge_server: GEServer, sync: Sync, variant: str) -> None:
    sound = ge_server.documents()
    ge_server.misbehave("odd_dates", variant=variant)

    done = sync()

    assert done.counts == {"new": 60}
    assert [finding["code"] for finding in done.report["findings"]] == ["coerced"]
    license_rows = {number: actual_rows(number)["license"] for number in sound}
    assert license_rows == {number: expected_rows(document)["license"] for number, document in sound.items()}


@pytest.mark.parametrize("variant", ["zeros", "dash"])
def test_6_what_is_no_date_is_quarantined(ge_server: GEServer, sync: Sync, variant: str) -> None:
    chosen = ge_server.misbehave("odd_dates", variant=variant, first=3)

    done = sync()

    assert {one["license_number"] for one in done.of("quarantined")} == set(chosen)
    assert all(one["path"].endswith(("date", "validity")) for one in done.of("quarantined"))
    assert in_step(ge_server, but=chosen)


def test_7_indian_grouping_is_read(ge_server: GEServer, sync: Sync) -> None:
    (number,) = ge_server.misbehave("odd_numbers", variant="indian", first=1)

    assert sync().counts == {"new": 60}
    items = LicenseDetailsModel.objects.get(license_number=number).import_items.order_by("serial_number")
    assert [str(item.quantity) for item in items][-1] == "236297.470"


@pytest.mark.parametrize("variant", ["european", "empty", "na", "exponent", "nan", "bare_nan"])
def test_7_what_is_no_number_is_quarantined(ge_server: GEServer, sync: Sync, variant: str) -> None:
    (number,) = ge_server.misbehave("odd_numbers", variant=variant, first=1)

    done = sync()

    (bad,) = done.of("quarantined")
    assert bad["license_number"] == number
    assert bad["path"] in (
        "cif_inr",
        f"import_items[{len(ge_server.documents()[number]['import_items']) - 1}].quantity",
    )
    assert done.counts["new"] == 59


def test_8_lost_leading_zeros_are_given_back(ge_server: GEServer, sync: Sync) -> None:
    sound = ge_server.documents()
    chosen = ge_server.misbehave("lost_zeros")

    done = sync()

    assert (done.status, done.counts) == (0, {"new": 60})
    assert "padded" in {finding["code"] for finding in done.report["findings"]}
    assert set(LicenseDetailsModel.objects.values_list("license_number", flat=True)) == sound.keys() >= set(chosen)
    assert all(actual_rows(number) == expected_rows(document) for number, document in sound.items())


def test_9_a_licence_that_moved_away_keeps_its_rows_and_is_reported(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    before = actual_rows(number)
    ge_server.misbehave("moved_owner", license=[number])

    done = sync()

    assert (done.status, [(one["license_number"], one["code"]) for one in done.of("failed")]) == (
        1,
        [(number, "access_lost")],
    )
    assert SyncedLicense.objects.get(pk=number).state == State.ACCESS_LOST
    assert actual_rows(number) == before


@pytest.mark.parametrize("variant", ["negative", "mismatch"])
def test_10_a_balance_that_is_not_ours_is_kept_and_reported(ge_server: GEServer, sync: Sync, variant: str) -> None:
    (number,) = ge_server.misbehave("odd_balances", variant=variant, first=1)

    done = sync()

    assert (done.status, done.counts) == (1, {"new": 60})
    differs, totals = done.report["findings"]
    assert (differs["code"], totals["code"]) == ("balance_differs", "control_totals_differ")
    assert number in differs["message"]
    said = ge_server.documents()[number]["balance_cif_fc"]
    assert ServerRows.objects.get(pk=number).facts["server_balance_cif_fc"] == said


def test_12_an_older_version_is_not_applied(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    before = actual_rows(number)
    ge_server.misbehave("stale_replica", license=[number])

    done = sync("--force")

    assert done.counts["stale"] == 1
    assert actual_rows(number) == before


def test_18_an_empty_listing_is_an_outage_and_deletes_nothing(ge_server: GEServer, sync: Sync) -> None:
    sync()
    ge_server.misbehave("empty_listing")

    done = sync()

    assert (done.status, done.report["status"]) == (2, "failed")
    assert "nothing_listed" in {finding["code"] for finding in done.report["findings"]}
    assert LicenseDetailsModel.objects.count() == 60
    assert sync().status == 2
    ge_server.behave("empty_listing")
    assert sync().counts == {"unchanged": 60, "verified": 60}


def test_20_a_redirect_is_refused(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("redirect", variant="host")

    with pytest.raises(Exception, match="redirects"):
        sync()

    assert Run.objects.get().outcome == Outcome.FAILED
