"""An adapter is one file: the one in docs/adding-an-adapter.md syncs as it is written there."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows

TEXT = (Path(__file__).parents[3] / "docs" / "adding-an-adapter.md").read_text()


@pytest.fixture
def folder_adapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Path]:
    """The file of the docs as a module of somebody else's package, and the folder it reads."""
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    package = tmp_path / "our_adapters"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "folder.py").write_text(code)
    (tmp_path / "licences").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    settings.GE_ADAPTER = "our_adapters.folder"
    yield tmp_path / "licences"
    for name in [name for name in sys.modules if name.startswith("our_adapters")]:
        del sys.modules[name]


def test_the_adapter_of_the_docs_syncs(folder_adapter: Path, ge_server: GEServer, sync: Sync) -> None:
    documents = dict(sorted(ge_server.documents().items())[:5])
    for number, document in documents.items():
        (folder_adapter / f"{number}.json").write_text(json.dumps(document))

    assert sync().counts == {"new": 5}
    assert all(actual_rows(number) == expected_rows(document) for number, document in documents.items())


def test_a_licence_that_it_does_not_have_is_told(folder_adapter: Path, sync: Sync) -> None:
    assert [one["code"] for one in sync("--license", "0310837893").of("failed")] == ["license_not_found"]


@pytest.mark.parametrize("name", ["no_such", "source", "no.such.module", "", "../etc", "configured"])
def test_what_is_no_adapter_is_one_sentence(sync: Sync, settings: Any, name: str) -> None:
    settings.GE_ADAPTER = name

    with pytest.raises(CommandError, match="is no adapter: write http_api, dgft_ownership or archive"):
        sync("--license", "0310837893")
