"""The words of a command's end and its exit status say the same."""

import pytest

from project.output.exit_status import ExitStatus
from project.output.status import Status


@pytest.mark.parametrize("status", [Status.FINDINGS, Status.REPORTED, Status.NEEDS_APPROVAL])
def test_something_to_report_exits_with_1(status: Status) -> None:
    assert status.exit_status is ExitStatus.REPORTED


@pytest.mark.parametrize(("status", "exits"), [(Status.CLEAN, ExitStatus.CLEAN), (Status.FAILED, ExitStatus.FAILED)])
def test_clean_and_failed_have_their_own(status: Status, exits: ExitStatus) -> None:
    assert status.exit_status is exits
