from io import StringIO

from project.reports.progress import Progress, percent
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


def test_percents_are_whole() -> None:
    assert percent(a_run(done=499, total=500)) == 99


def test_nothing_counted_is_no_progress() -> None:
    assert percent(a_run()) == 0
