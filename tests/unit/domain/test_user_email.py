"""A user without an e-mail has NULL there: the column is unique."""

import pytest

from project.accounts.models import User


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_address_becomes_none(empty: str | None) -> None:
    user = User(username="clerk", email=empty)

    user.clean()

    assert user.email is None
    assert User.objects.normalize_email(empty) is None


def test_an_address_stays_and_its_domain_is_lowered() -> None:
    user = User(username="clerk", email="Clerk@EXAMPLE.com")

    user.clean()

    assert user.email == "Clerk@example.com"
