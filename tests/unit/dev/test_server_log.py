"""A server that fails is explained in one sentence, out of its log."""

from pathlib import Path

import pytest

from dev.server_log import ServerLog


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('FATAL:  could not write to file "base/1": No space left on device', "the disk is full: make room"),
        ('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', "its port is in use"),
    ],
)
def test_a_known_reason_is_told_in_plain_words(tmp_path: Path, line: str, reason: str) -> None:
    log = _log(tmp_path, f"starting\n{line}\nshutting down\n")

    assert str(log.explain("did not start")).startswith(f"PostgreSQL did not start: {reason}")


def test_an_unknown_reason_is_the_last_line(tmp_path: Path) -> None:
    log = _log(tmp_path, "starting\nFATAL:  the moon is full\n\n")

    assert str(log.explain("did not start")) == f"PostgreSQL did not start: FATAL:  the moon is full (log: {log.path})."


def test_a_log_that_was_never_written_is_no_traceback(tmp_path: Path) -> None:
    log = ServerLog(server="PostgreSQL", path=tmp_path / "none.log")

    assert "it wrote nothing" in str(log.explain("did not start"))


def _log(folder: Path, text: str) -> ServerLog:
    path = folder / "server.log"
    path.write_text(text)
    return ServerLog(server="PostgreSQL", path=path)
