"""The word for how a command ended, in `--format json`."""

from enum import StrEnum

from project.output.exit_status import ExitStatus


class Status(StrEnum):
    """FINDINGS is the word of an audit and of a whole night, REPORTED that of a sync, whose changes are no findings.

    NEEDS_APPROVAL is a sync that stopped before a change too large to be made unseen.
    """

    CLEAN = "clean"
    FINDINGS = "findings"
    REPORTED = "reported"
    NEEDS_APPROVAL = "needs_approval"
    FAILED = "failed"

    @property
    def exit_status(self) -> ExitStatus:
        """What the command exits with."""
        if self is Status.CLEAN:
            return ExitStatus.CLEAN
        return ExitStatus.FAILED if self is Status.FAILED else ExitStatus.REPORTED
