"""What the exit status of every command means."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """0: finished, nothing to report; 1: finished, something to report; 2: could not run or could not finish."""

    CLEAN = 0
    REPORTED = 1
    FAILED = 2
