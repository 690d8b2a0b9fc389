"""Documents that are read together come to what each comes to alone, whatever stands in the others."""

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from dev.ge_server.edits import set_value
from project.ge_sync.comparing.theirs import state_of, states_of
from project.ge_sync.contract.exact import read_each
from project.ge_sync.errors import ContractViolation
from project.ge_sync.payload import canonical

RECORDED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "ge" / "normal.json").read_text())

# A value that is nothing odd there, one in another notation, one that is refused, and one that is gone.
BENT = {
    "cif_fc": ["12.50", "2,36,297.47", "1.00\n2.00", "", None],
    "import_items[0].quantity": ["12.500", 7, "12.5000001", None],
    "import_items[0].uqc": ["NOS", "", None, 5],
    "bills_of_entry[1].be_date": ["2025-01-31", "31/01/2025", "2025-02-30", None],
    "exporter.iec": ["0388012345", "388012345", "x"],
    "updated_at": ["2026-11-22T01:00:00Z", "2026-11-22 01:00:00", "2026-11-22T25:00:00Z"],
    "transfers[0].status": ["Approved", None],
}
ABSENT = ["condition_sheet", "ownership", "transfers", "file_number", "bills_of_entry"]


@st.composite
def documents(draw: DrawFn) -> bytes:
    """The recorded answer with a few values changed, and a few keys away."""
    document: dict[str, Any] = copy.deepcopy(RECORDED)
    for path in draw(st.sets(st.sampled_from(sorted(BENT)), max_size=2)):
        set_value(document, path, draw(st.sampled_from(BENT[path])))
    for name in draw(st.sets(st.sampled_from(ABSENT), max_size=2)):
        del document[name]
    return canonical(document)


@settings(deadline=None, max_examples=150)
@given(st.lists(documents(), max_size=6))
def test_each_is_read_as_if_it_came_alone(some: list[bytes]) -> None:
    together = read_each(some)
    alone = [read_each([one])[0] for one in some]

    assert [_told(said) for said in together] == [_told(said) for said in alone]


@settings(deadline=None, max_examples=150)
@given(st.lists(documents(), max_size=6))
def test_each_has_the_rows_that_it_has_alone(some: list[bytes]) -> None:
    read = [said.document for said in read_each(some) if not isinstance(said, ContractViolation)]

    assert states_of(read) == [state_of(document) for document in read]


def _told(said: Any) -> object:
    """What was read, or the sentence of what was refused."""
    return str(said) if isinstance(said, ContractViolation) else said
