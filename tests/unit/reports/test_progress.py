from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from project.reports.progress import Progress, pace, percent, said_progress
from project.runs.models import Kind, Run


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def a_run(**given: int) -> Run:
    return Run(pk=1, kind=Kind.GE_SYNC, **given)


def test_a_log_gets_a_line_only_when_something_changed() -> None:
    log = StringIO()
    progress = Progress(log)
    for _ in range(3):
        progress.show([a_run()])
    assert log.getvalue() == "  GE sync              queued\n"


def test_a_terminal_is_painted_in_place() -> None:
    terminal = Terminal()
    progress = Progress(terminal)
    for _ in range(2):
        progress.show([a_run()])
    assert terminal.getvalue().count("\x1b[1A") == 1


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(("done", "total"), [(0, 8), (200, 500), (9_999, 10_000), (45_678, 50_000)])
def test_no_moving_line_wraps(monkeypatch: pytest.MonkeyPatch, columns: int, done: int, total: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    run = planned_ago(5_000, done=done, total=total)
    run.started_at = run.planned_at

    terminal = Terminal()
    Progress(terminal).show([run])

    line = terminal.getvalue().removeprefix("\x1b[2K").rstrip("\n")
    assert len(line) < columns
    assert columns < 100 or said_progress(run) in line


def test_percents_are_whole() -> None:
    assert percent(a_run(done=499, total=500)) == 99


def test_nothing_counted_is_no_progress() -> None:
    assert percent(a_run()) == 0


def planned_ago(seconds: float, **given: int) -> Run:
    run = a_run(**given)
    run.planned_at = timezone.now() - timedelta(seconds=seconds)
    return run


def test_the_pace_tells_what_is_left() -> None:
    per_second, left = pace(planned_ago(10, done=190, failed=10, total=800))
    assert (round(per_second), round(left or 0)) == (20, 30)
    said = said_progress(planned_ago(10, done=190, failed=10, total=800))
    assert said == "200 of 800, 20 a second, 30 seconds left"


def test_before_the_first_licence_nobody_knows() -> None:
    assert pace(planned_ago(10, total=800)) == (0.0, None)
    assert said_progress(planned_ago(10, total=800)) == "0 of 800"
    assert said_progress(a_run()) == ""
