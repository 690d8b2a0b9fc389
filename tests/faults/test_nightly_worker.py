"""The worker of `make nightly` is started again when it dies, visibly, and given up when it can't live."""

import os
import signal
from pathlib import Path

import pytest

from dev.services import Services
from dev.steps import CannotRun
from dev.worker_process import Worker, worker
from tests.integration.dev.supervisor import wait_until


@pytest.fixture
def ready(tmp_path: Path, migrated_database_url: str) -> Services:
    return Services(folder=tmp_path, variables={"DATABASE_URL": migrated_database_url})


def test_a_killed_worker_is_replaced_and_that_is_said(ready: Services, capsys: pytest.CaptureFixture[str]) -> None:
    with worker(ready) as runner:
        wait_until(lambda: _is_ready(runner))
        os.kill(runner.pid, signal.SIGKILL)
        killed = runner.pid
        wait_until(lambda: _look_after(runner) != killed)
        wait_until(lambda: runner.log.path.read_text().count(" ready.") == 2)

    assert "The worker died (SIGKILL); another one starts" in capsys.readouterr().out


def test_a_worker_that_lives_is_left_alone(ready: Services, capsys: pytest.CaptureFixture[str]) -> None:
    with worker(ready) as runner:
        wait_until(lambda: _is_ready(runner))
        first = runner.pid

        assert _look_after(runner) == first

    assert "died" not in capsys.readouterr().out


def test_a_worker_that_cannot_start_is_given_up_with_its_last_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = Services(folder=tmp_path, variables={"DJANGO_SETTINGS_MODULE": "config.no_such_settings"})
    with worker(nowhere) as runner, pytest.raises(CannotRun, match="the worker died 3 times"):
        wait_until(lambda: _look_after(runner) == 0)

    assert "no_such_settings" in capsys.readouterr().err


def _look_after(runner: Worker) -> int:
    runner.look_after()
    return runner.pid


def _is_ready(runner: Worker) -> bool:
    return " ready." in runner.log.path.read_text()
