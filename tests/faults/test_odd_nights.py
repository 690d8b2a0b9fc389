"""Nights with misbehaviours chosen at random: the dry run tells each of them, and in the end everything is in step."""

from random import Random

import pytest

from project.ge_sync.models import LicenseOutcome
from project.license.models import LicenseDetailsModel
from tests.integration.ge_sync import conftest as ge
from tests.integration.ge_sync.conftest import StartServer, Sync
from tests.integration.ge_sync.independent_reading import actual_rows, expected_rows

ODDITIES = (
    "listed_twice", "odd_dates", "odd_numbers", "lost_zeros", "odd_balances", "odd_clock", "empty_children",
    "new_shapes", "other_port", "reissued_transfer", "vanished_row", "bad_characters", "moved_owner", "stale_replica",
)  # fmt: skip
LICENSES = 230
start_ge_server, sync = ge.start_ge_server, ge.sync
LOCAL = {"purchase_status": "CO", "user_comment": "ours", "ge_file_number": 42}


def night(sync: Sync) -> str:
    """A dry run, the run, and the release of what it held back: each tells the same changes."""
    dry, real = sync("--dry-run"), sync()
    assert dry.report["changes"] == real.report["changes"]
    assert dry.report["licenses"] == real.report["licenses"]
    status = str(real.report["status"])
    if status == "needs_approval":
        assert dry.report["status"] == status
        assert sync("--approve", str(real.report["run"])).report["changes"] == real.report["changes"]
    ended = LicenseOutcome.objects.filter(run=real.report["run"]).values_list("license_number", flat=True)
    assert (
        LicenseDetailsModel.objects.exclude(license_number__in=set(ended)).exclude(ge_sync__state="gone").count() == 0
    )
    return status


@pytest.mark.parametrize("seed", [1, 2])
def test_after_odd_nights_every_row_is_as_the_server_says(start_ge_server: StartServer, sync: Sync, seed: int) -> None:
    rng, server = Random(seed), start_ge_server(LICENSES)
    night(sync)
    LicenseDetailsModel.objects.update(**LOCAL)
    for day in range(1, 5):
        for name in rng.sample(ODDITIES, 3):
            server.misbehave(name, share=0.08, seed=day)
        server.control("change", count=rng.choice([3, 20]), seed=day)
        if day == 3:
            server.control("day", day=1)
        night(sync)
        server.control("misbehave", on=False)
    night(sync)
    night(sync)

    assert night(sync) == "clean"
    for number, document in server.documents().items():
        here, there = actual_rows(number), expected_rows(document)
        # The one local field among those that are read back.
        here["license"][0]["purchase_status"] = there["license"][0]["purchase_status"]
        assert here == there
    assert LicenseDetailsModel.objects.filter(**LOCAL).count() == LICENSES
