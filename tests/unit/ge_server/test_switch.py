"""Switches as they are written, and whom they strike."""

import pytest

from dev.ge_server.misbehaviour import ALL, BY_NAME, listing
from dev.ge_server.switch import Limits, from_settings, from_text


def test_each_of_the_25_misbehaviours_has_a_switch_with_a_name_of_its_own() -> None:
    assert {misbehaviour.number for misbehaviour in ALL} == set(range(26))
    assert len(BY_NAME) == len(ALL)
    assert all(name in listing() for name in BY_NAME)


def test_a_bare_name_strikes_everything_but_the_login() -> None:
    switch = from_text("login_page")
    assert switch.limits == Limits()
    assert switch.strikes("list", "")
    assert not switch.strikes("session", "")


def test_limits_are_read_from_text() -> None:
    switch = from_text("truncated:json:first=3:share=0.5:seed=4:license=0310837893+0310837894:endpoint=license")
    assert switch.limits == Limits(
        variant="json",
        first=3,
        share=0.5,
        seed=4,
        license=frozenset({"0310837893", "0310837894"}),
        endpoint="license",
    )


def test_the_first_requests_are_struck_and_the_next_is_not() -> None:
    switch = from_text("login_page:first=2")
    assert [switch.strikes("list", "") for _ in range(4)] == [True, True, False, False]


def test_a_licence_is_struck_and_another_is_not() -> None:
    switch = from_text("login_page:license=0310837893")
    assert switch.strikes("license", "0310837893")
    assert not switch.strikes("license", "0310837894")
    assert not switch.strikes("list", "")


def test_an_endpoint_is_struck_and_another_is_not() -> None:
    switch = from_text("login_page:endpoint=tombstones")
    assert switch.strikes("tombstones", "")
    assert not switch.strikes("list", "")


def test_a_share_of_requests_is_struck_the_same_each_time() -> None:
    one, other = from_text("login_page:share=0.3:seed=5"), from_text("login_page:share=0.3:seed=5")
    struck = [one.strikes("list", "") for _ in range(500)]
    assert struck == [other.strikes("list", "") for _ in range(500)]
    assert 110 < sum(struck) < 190


def test_a_share_of_licences_is_chosen_the_same_each_time() -> None:
    numbers = [f"{number:010d}" for number in range(500)]
    one, other = from_text("odd_dates:share=0.1"), from_text("odd_dates:share=0.1")
    one.choose(numbers)
    other.choose(numbers)
    assert one.chosen == other.chosen
    assert 25 < len(one.chosen) < 85


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nonsense", "there is no misbehaviour 'nonsense'"),
        ("odd_dates:roman", "odd_dates knows these variants"),
        ("login_page:often=3", "'often' is no limit"),
        ("login_page:first=x", "whole numbers"),
        ("login_page:share=2", "share goes from 0 to 1"),
        ("self_signed_tls", "start with --tls-self-signed"),
    ],
)
def test_a_switch_that_makes_no_sense_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_text(text)


def test_settings_from_json_say_the_same_as_text() -> None:
    settings = {"name": "truncated", "variant": "json", "license": "0310837893", "first": 3}
    assert from_settings(settings).limits == from_text("truncated:json:license=0310837893:first=3").limits
