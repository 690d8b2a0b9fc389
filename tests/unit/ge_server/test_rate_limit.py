"""So many requests a minute."""

from dev.ge_server.rate_limit import RateLimit


def test_requests_within_the_limit_are_admitted_and_counted_down() -> None:
    limit = RateLimit(2)
    assert [(admitted, headers["X-RateLimit-Remaining"]) for admitted, headers in (limit.take(), limit.take())] == [
        (True, "1"),
        (True, "0"),
    ]


def test_one_more_is_refused_and_told_when_to_come_back() -> None:
    limit = RateLimit(1)
    limit.take()
    admitted, headers = limit.take()
    assert not admitted
    assert 0 < int(headers["Retry-After"]) <= 60
    assert headers["Retry-After"] == headers["X-RateLimit-Reset"]


def test_without_a_limit_nothing_is_counted() -> None:
    limit = RateLimit(0)
    assert [limit.take() for _ in range(3)] == [(True, {})] * 3
