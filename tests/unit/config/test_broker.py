import pytest

from config.checks import broker_is_redis


def test_another_broker_is_refused_without_repeating_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", "amqp://user:hidden@host//")
    [problem] = broker_is_redis(None)
    assert problem.id == "config.E007"
    assert "CELERY_BROKER_URL" in problem.msg
    assert "hidden" not in f"{problem.msg} {problem.hint}"


@pytest.mark.parametrize("address", ["redis://host/1", "rediss://host/1", ""])
def test_redis_is_not(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", address)
    assert broker_is_redis(None) == []
