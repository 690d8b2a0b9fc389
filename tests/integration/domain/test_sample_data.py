"""Sample rows fill every table, agree with each other, and are the same for the same seed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from dev.sample_data import load
from project.domain_migrations import DOMAIN_APPS
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel

ROOT = Path(__file__).resolve().parents[3]


def _tables() -> list[type[Model]]:
    return [model for app in DOMAIN_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


def _licenses() -> list[tuple[Any, ...]]:
    return list(
        LicenseDetailsModel.objects.order_by("license_number").values_list(
            "license_number", "license_date", "exporter__iec", "current_owner__iec", "import_items__description"
        )
    )


def _command(database_url: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "dev.sample_data", *arguments],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": database_url}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.django_db
def test_every_table_gets_rows() -> None:
    load(seed=1, licenses=3)

    assert len(_tables()) == 37 + 4
    assert [model.__name__ for model in _tables() if not model._default_manager.exists()] == []
    assert LicenseDetailsModel.objects.count() == 3


@pytest.mark.django_db
def test_what_is_left_of_an_item_is_what_was_granted_less_what_was_used() -> None:
    load(seed=1, licenses=3)

    items = LicenseImportItemsModel.objects
    left = F("quantity") - F("debited_quantity") - F("allotted_quantity")
    assert items.filter(available_quantity=left).count() == items.count() == 9
    assert all(
        item.bill_of_entry_rows.get().qty == item.debited_quantity
        and item.allotment_items.get().qty == item.allotted_quantity
        for item in items.all()
    )


@pytest.mark.django_db
def test_a_seed_gives_the_same_rows_and_another_seed_others() -> None:
    loaded = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            load(seed=seed, licenses=5)
            loaded.append(_licenses())
            transaction.set_rollback(True)

    assert loaded[0] == loaded[1] != loaded[2]


@pytest.mark.django_db
def test_a_second_load_is_refused_and_leaves_the_first() -> None:
    load(seed=1, licenses=3)

    with pytest.raises(IntegrityError):
        load(seed=2, licenses=4)

    assert LicenseDetailsModel.objects.count() == 3


def test_the_command_loads_and_says_how_much(migrated_database_url: str) -> None:
    done = _command(migrated_database_url, "--licenses", "2")

    assert (done.returncode, done.stdout) == (0, "Loaded 2 licences and what belongs to them.\n")


def test_the_command_refuses_a_database_without_tables_in_one_sentence(empty_database_url: str) -> None:
    refused = _command(empty_database_url)

    assert refused.returncode == 2
    assert refused.stderr.startswith("Nothing was loaded (the tables must exist and be empty): relation ")
    assert "Traceback" not in refused.stderr
