"""The contract's text names what the server has."""

from pathlib import Path

from dev.ge_server.endpoints import ROUTES
from dev.ge_server.misbehaviour import ALL

TEXT = (Path(__file__).parents[3] / "docs" / "ge_api.md").read_text()


def test_the_text_lists_every_switch_with_its_number_and_variants() -> None:
    rows = {line for line in TEXT.splitlines() if line.startswith("| ")}
    for each in ALL:
        if each.name != "self_signed_tls":
            found = [row for row in rows if row.startswith(f"| {each.number} | `{each.name}` |")]
            assert [row.split(" | ")[-1].strip(" |") for row in found] == [", ".join(each.variants)]


def test_the_text_names_every_endpoint() -> None:
    assert [route.name for route in ROUTES if f"`{route.name}" not in TEXT] == []
