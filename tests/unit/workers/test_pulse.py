from workers.life import Pulse


def test_the_first_beat_counts() -> None:
    assert Pulse(every_seconds=1000).is_due()


def test_the_next_beat_within_the_time_does_not() -> None:
    pulse = Pulse(every_seconds=1000)
    assert [pulse.is_due(), pulse.is_due()] == [True, False]


def test_without_a_time_every_beat_counts() -> None:
    pulse = Pulse(every_seconds=0)
    assert [pulse.is_due(), pulse.is_due()] == [True, True]
