"""Which lines of a project name the module of a migration file."""

import pytest

from project.migration_audit.rebuild.importers import Naming, named_modules

RATES = "shop.migrations.m0002_rates"
NUMBERED = "shop.migrations.0003_seed"
MODULES = (RATES, NUMBERED)


@pytest.mark.parametrize(
    "source",
    [
        "import shop.migrations.m0002_rates",
        "from shop.migrations.m0002_rates import seed",
        "from shop.migrations import m0002_rates",
        "from .migrations import m0002_rates as old",
        "def late():\n    from .migrations.m0002_rates import seed",
        "import_module('shop.migrations.m0002_rates')",
        "import_module('.m0002_rates', 'shop.migrations')",
        "import_module('.migrations.m0002_rates', package=__package__)",
        "patch('shop.migrations.m0002_rates.seed')",
        "PLACE = f'shop.migrations.m0002_rates:{name}'",
    ],
)
def test_a_line_that_names_a_migration_is_found(source: str) -> None:
    lines = source.count("\n") + 1

    assert named_modules(source, "shop", MODULES) == [Naming(lines, RATES)]


def test_a_name_that_only_a_string_can_hold_is_found() -> None:
    assert named_modules("m = __import__('shop.migrations.0003_seed')", "shop", MODULES) == [Naming(1, NUMBERED)]


@pytest.mark.parametrize(
    "source",
    [
        "import shop.migrations",
        "from shop.migrations import m0002_rates_of_today",
        "from other.migrations import m0002_rates",
        "import other.shop.migrations.m0002_rates",
        "'''shop.migrations.m0002_rates makes the rates.'''",
        "# shop.migrations.m0002_rates",
        "replaces = [('shop', 'm0002_rates')]",
        "this is no Python: shop.migrations.m0002_rates",
    ],
)
def test_what_names_none_is_not(source: str) -> None:
    assert named_modules(source, "shop", MODULES) == []
