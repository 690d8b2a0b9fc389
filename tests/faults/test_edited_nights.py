"""Both sides edit between the nights, at random: kept, followed, or a conflict with both values; and rows once each."""

import os

import pytest

from project.license.models import LicenseExportItemModel
from tests.integration.ge_sync.conftest import StartServer, Sync, start_ge_server, sync
from tests.integration.ge_sync.edited_nights import EditedNights

__all__ = ["start_ge_server", "sync"]
# Another draw, over more licences: EDIT_SEED=17 EDIT_LICENSES=1000 make faults options="-k edited".
FIRST = int(os.environ.get("EDIT_SEED", "1"))
LICENSES = int(os.environ.get("EDIT_LICENSES", "120"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + 2))
def test_what_both_sides_edit_between_nights_is_kept_followed_or_a_conflict(
    start_ge_server: StartServer, sync: Sync, seed: int
) -> None:
    nights = EditedNights(start_ge_server(LICENSES), sync, seed=seed)
    nights.night()
    for _ in range(4):
        nights.edit_here(LICENSES // 4)
        nights.edit_there(LICENSES // 5)
        nights.night()
    assert nights.night().report["changes"] == [] or nights.renumbered

    added = nights.spoil_here(LICENSES // 10)
    nights.sync("--force")
    assert LicenseExportItemModel.objects.filter(pk__in=added).count() == len(added)
    LicenseExportItemModel.objects.filter(pk__in=added).delete()
    nights.night("--force")
    assert nights.night("--force").report["changes"] == []
