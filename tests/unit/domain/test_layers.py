"""References between the domain's apps run down the layers, but for one of the existing License Manager."""

from django.apps import apps

from project.domain_migrations import DOMAIN_APPS

FROM_THE_BOTTOM = ("accounts", "core", "license", "allotment", "bill_of_entry", "trade")


def test_the_layers_name_every_app_of_the_domain() -> None:
    assert set(FROM_THE_BOTTOM) == set(DOMAIN_APPS)


def test_exactly_one_reference_runs_against_the_layers() -> None:
    upwards = [
        f"{model._meta.db_table}.{field.column or field.name} -> {field.related_model._meta.app_label}"
        for app in FROM_THE_BOTTOM
        for model in apps.get_app_config(app).get_models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.is_relation and field.related_model._meta.app_label in FROM_THE_BOTTOM
        if FROM_THE_BOTTOM.index(field.related_model._meta.app_label) > FROM_THE_BOTTOM.index(app)
    ]

    assert upwards == ["license_invoice.bills_of_entry_id -> bill_of_entry"]
