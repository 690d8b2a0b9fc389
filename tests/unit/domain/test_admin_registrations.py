"""Each of the 37 models has a page in unfold's look on which nothing is loaded whole."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from unfold.admin import ModelAdmin

from project.accounts.models import User
from project.core.admin.page import DomainAdmin, relations
from project.domain_migrations import DOMAIN_APPS

MODELS = [model for app in DOMAIN_APPS for model in apps.get_app_config(app).get_models()]


def _page(model: type[Model]) -> Any:
    return admin.site.get_model_admin(model)


@pytest.mark.parametrize("model", [*MODELS, Group], ids=lambda model: model.__name__)
def test_a_model_is_registered_on_unfold(model: type[Model]) -> None:
    assert isinstance(_page(model), ModelAdmin)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_page_can_be_searched(model: type[Model]) -> None:
    assert _page(model).search_fields


@pytest.mark.parametrize("model", [model for model in MODELS if model is not User], ids=lambda model: model.__name__)
def test_every_relation_of_a_form_is_searched_and_not_listed(model: type[Model]) -> None:
    page = _page(model)

    assert isinstance(page, DomainAdmin)
    assert page.get_autocomplete_fields(None) == relations(model)
    for inline in page.inlines:
        assert inline(model, admin.site).get_autocomplete_fields(None) == relations(inline.model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_the_server_owns_is_a_field_of_the_model(model: type[Model]) -> None:
    names = {field.name for field in model._meta.concrete_fields}

    assert set(getattr(_page(model), "server_owned", ())) <= names
