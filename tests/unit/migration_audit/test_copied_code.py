"""Code of a migration that goes away is copied with all it uses, or refused with the reason."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.db import migrations

from project.migration_audit.rebuild.generation.copied_code import CopiedCode
from project.migration_audit.rebuild.generation.source_code import NotCopiableError

MODULE = "gone_package.migrations_0002"
Load = Callable[[str], ModuleType]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    """Makes a module that goes away of a source."""

    def made(source: str) -> ModuleType:
        file = tmp_path / f"{len(source)}.py"
        file.write_text(source)
        spec = importlib.util.spec_from_file_location(MODULE, file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[MODULE] = module
        spec.loader.exec_module(module)
        return module

    yield made
    sys.modules.pop(MODULE, None)


def _copied(module: ModuleType, name: str = "forwards") -> CopiedCode:
    code = CopiedCode(frozenset({MODULE}))
    code.adopt(migrations.RunPython(getattr(module, name)))
    return code


def test_a_function_comes_with_what_it_uses_and_nothing_else(load: Load) -> None:
    module = load(
        "import json\nimport os, re\nfrom decimal import Decimal as D\n\n"
        "RATES = [D('1.5')]\nUNUSED = 1\n\n\n# Why.\ndef helper(name):\n    return re.escape(name), RATES\n\n\n"
        "def forwards(apps, schema_editor):\n    return helper('a')\n\n\ndef backwards(apps, schema_editor): ...\n"
    )

    text = _copied(module).text()

    assert text.imports == ("import re", "from decimal import Decimal as D")
    assert text.body == (
        "RATES = [D('1.5')]\n\n\n# Why.\ndef helper(name):\n    return re.escape(name), RATES\n\n\n"
        "def forwards(apps, schema_editor):\n    return helper('a')"
    )


def test_a_relative_import_becomes_absolute(load: Load) -> None:
    load("x = 1")
    sys.modules["gone_package"] = ModuleType("gone_package")
    sys.modules["gone_package.rates"] = ModuleType("gone_package.rates")
    sys.modules["gone_package.rates"].RATES = ()  # type: ignore[attr-defined]
    try:
        module = load("from .rates import RATES\ndef forwards(apps, schema_editor):\n    return RATES\n")
        assert _copied(module).text().imports == ("from gone_package.rates import RATES",)
    finally:
        del sys.modules["gone_package"], sys.modules["gone_package.rates"]


def test_a_lambda_gets_a_name_and_what_it_uses(load: Load) -> None:
    module = load(
        "import json\nfrom math import inf\n\n\ndef move(apps, way):\n    return json.dumps(way)\n\n\n"
        "class Migration:\n    forwards = [\n        lambda apps, schema_editor: move(apps, way=inf),\n    ]\n"
        "forwards = Migration.forwards[0]\n"
    )

    text = _copied(module).text()

    assert text.imports == ("import json", "from math import inf")
    assert text.body == (
        "def move(apps, way):\n    return json.dumps(way)\n\n\n"
        "def from_line_11(apps, schema_editor):\n    return move(apps, way=inf)"
    )


def test_a_function_of_another_module_stays_where_it_is(load: Load) -> None:
    load("x = 1")
    code = CopiedCode(frozenset({MODULE}))

    adopted = code.adopt(migrations.RunPython(migrations.RunPython.noop))

    assert isinstance(adopted, migrations.RunPython)
    assert adopted.code is migrations.RunPython.noop
    assert code.text().body == ""


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("forwards, other = lambda a, b: None, lambda a, b: 1\n", "can't be told"),
        ("def around(x):\n    return lambda a, b: x\nforwards = around(1)\n", "stands around"),
        (
            "def made():\n    def inner(a, b):\n        pass\n    return inner\nforwards = made()\n",
            "has no name|method",
        ),
        ("class A:\n    def f(a, b):\n        pass\nforwards = A.f\n", "a method"),
        ("def forwards(a, b):\n    from . import other\n", "relative to the old file"),
        (f"def forwards(a, b):\n    return __import__('{MODULE}')\n", "goes away"),
    ],
)
def test_what_cannot_be_copied_says_why(load: Load, source: str, why: str) -> None:
    module = load(source)

    with pytest.raises(NotCopiableError, match=why):
        _copied(module).text()
