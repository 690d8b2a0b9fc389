"""What takes long is told on a terminal, and nothing else is."""

import io
import threading

from project.output.waiting import Waiting


class _Terminal(io.StringIO):
    """A stream that says when it was written to."""

    def __init__(self, *, terminal: bool = True) -> None:
        super().__init__()
        self._terminal = terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        return self._terminal

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


def test_a_step_that_goes_on_is_told_with_its_seconds() -> None:
    terminal = _Terminal()
    with Waiting(terminal, first=0.01, again=60) as waiting:
        waiting("building")
        assert terminal.written.wait(30)

    assert terminal.getvalue() == "building ... 0 s\n"


def test_a_step_that_is_over_is_not_told() -> None:
    terminal = _Terminal()
    with Waiting(terminal, first=60) as waiting:
        waiting("reading")
        waiting("comparing")

    assert terminal.getvalue() == ""


def test_between_steps_nothing_is_told() -> None:
    terminal = _Terminal()
    with Waiting(terminal, first=0.01) as waiting:
        waiting("")
        assert not terminal.written.wait(0.2)


def test_where_nobody_sits_nothing_is_told() -> None:
    log = _Terminal(terminal=False)
    with Waiting(log, first=0.01) as waiting:
        waiting("building")
        assert not log.written.wait(0.2)
