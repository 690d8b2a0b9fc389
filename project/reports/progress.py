"""Progress of runs on a stream: lines that change in place on a terminal, a line per change elsewhere."""

import shutil
from collections.abc import Sequence
from typing import TextIO

from django.utils import timezone

from project.reports.words import duration, grouped
from project.runs.models import Run

BAR_CELLS = 20
# The kind of a run stands in so many columns before its state.
_BEFORE_STATE = 23


class Progress:
    """Shows the same runs again and again; remembers only what it has already written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._in_place = bool(getattr(stream, "isatty", lambda: False)())
        self._shown: dict[int, str] = {}

    def show(self, runs: Sequence[Run]) -> None:
        """Write what changed since the last call."""
        if self._in_place:
            self._repaint(runs)
        else:
            self._append(runs)

    def _repaint(self, runs: Sequence[Run]) -> None:
        """A line that wrapped would take two rows, and going up by one would leave the other behind."""
        columns = shutil.get_terminal_size().columns - 1
        up = f"\x1b[{len(self._shown)}A" if self._shown else ""
        self._shown = {run.pk: _line(run, moving=True, columns=columns)[:columns] for run in runs}
        self._stream.write(up + "".join(f"\x1b[2K{line}\n" for line in self._shown.values()))
        self._stream.flush()

    def _append(self, runs: Sequence[Run]) -> None:
        for run in runs:
            line = _line(run, moving=False)
            if self._shown.get(run.pk) != line:
                self._shown[run.pk] = line
                self._stream.write(f"{line}\n")
        self._stream.flush()


def percent(run: Run) -> int:
    """Whole percents of what is known to be done; 0 while nothing is counted."""
    return 100 * run.done // run.total if run.total else 0


def pace(run: Run) -> tuple[float, float | None]:
    """Licences done in a second since its chunks were planned, and the seconds left at that; None before the first."""
    until = run.finished_at or timezone.now()
    seconds = (until - run.planned_at).total_seconds() if run.planned_at else 0.0
    done = run.done + run.failed
    if not done or seconds <= 0:
        return 0.0, None
    return done / seconds, max(run.total - done, 0) * seconds / done


def said_progress(run: Run) -> str:
    """`1 200 of 10 000, 340 a second, 26 seconds left`; empty while nothing is counted."""
    if not run.total:
        return ""
    per_second, left = pace(run)
    told = f"{grouped(run.done + run.failed)} of {grouped(run.total)}"
    if left is not None:
        told += f", {per_second:.{0 if per_second >= 10 else 1}f} a second"
    if left and not run.finished_at:
        told += f", {duration(left)} left"
    return told


def _line(run: Run, *, moving: bool, columns: int = 0) -> str:
    """`Database structure   running  3 seconds`; without a moving clock the line changes only with the state."""
    return f"  {run.get_kind_display():<20} {_state(run, moving=moving, room=columns - _BEFORE_STATE)}".rstrip()


def _state(run: Run, *, moving: bool, room: int) -> str:
    if run.finished_at:
        return f"{run.get_outcome_display().lower():<22} {duration(_seconds(run))}"
    if not run.started_at:
        return "queued"
    if not moving:
        return f"running{f'  {_tenths(run)}' if run.total else ''}"
    return _bar(run, room) if run.total else f"{'running':<22} {duration(_seconds(run))}"


def _bar(run: Run, room: int) -> str:
    """As much of a bar as the words leave room for."""
    said = said_progress(run)
    cells = max(min(BAR_CELLS, room - len(said) - 1), 0)
    filled = cells * run.done // run.total
    return f"{'━' * filled}{'╌' * (cells - filled)} {said}".lstrip()


def _tenths(run: Run) -> str:
    """In steps of a tenth, so that a log gets ten lines and not ten thousand."""
    return f"{10 * (10 * run.done // run.total)} % of {grouped(run.total)}"


def _seconds(run: Run) -> float:
    end = run.finished_at or timezone.now()
    return max((end - run.started_at).total_seconds(), 0) if run.started_at else 0
