"""A session in a row is of no use to whoever reads the row."""

from project.ge_sync.control.seal import Seal


def test_who_has_the_secret_reads_what_was_sealed() -> None:
    assert Seal("dev\ns3cret").open(Seal("dev\ns3cret").close("a token")) == "a token"


def test_the_sealed_text_shows_neither_session_nor_secret() -> None:
    sealed = Seal("dev\ns3cret").close("a token")

    assert "a token" not in sealed
    assert "s3cret" not in sealed


def test_another_secret_opens_nothing() -> None:
    assert Seal("dev\nanother").open(Seal("dev\ns3cret").close("a token")) is None


def test_what_was_never_sealed_opens_as_nothing() -> None:
    assert Seal("dev\ns3cret").open("") is None
    assert Seal("dev\ns3cret").open("gAAAA rubbish") is None
