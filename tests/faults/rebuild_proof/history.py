"""A project with a history in which every kind of thing is made that a rebuild could lose."""

from tests.integration.migration_audit.foreign_project import ForeignProject, migration

MODELS = """
from django.db import models

class Product(models.Model):
    title = models.CharField(max_length=20, unique=True)
    price = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["price"], name="by_price")]
        constraints = [models.CheckConstraint(condition=models.Q(price__gte=0), name="price_is_positive")]
"""
SEED = """
NAMES = ("first", "second")


def add(apps, schema_editor):
    products = apps.get_model("shop", "Product").objects.using(schema_editor.connection.alias)
    for name in NAMES:
        products.create(title=name)


def remove(apps, schema_editor):
    apps.get_model("shop", "Product").objects.using(schema_editor.connection.alias).all().delete()
"""
FUNCTION = (
    "migrations.RunSQL('create function lowered() returns trigger language plpgsql as "
    "$$ begin new.title := lower(new.title); return new; end $$', 'drop function lowered()')"
)
TRIGGER = (
    "migrations.RunSQL('create trigger lowered before insert on shop_product for each row execute function lowered()', "
    "'drop trigger lowered on shop_product')"
)
VIEW = "migrations.RunSQL('create view cheap as select id from shop_product where price < 5', 'drop view cheap')"
COMMENT = "migrations.RunSQL(\"comment on index by_price is 'for the list'\", migrations.RunSQL.noop)"


def write_history(project: ForeignProject) -> None:
    """Item becomes Product, its name a title; rows, a function, a trigger, a view and a comment come by hand."""
    project.models(MODELS)
    project.add(
        "0002_rename",
        migration(
            'migrations.RenameModel("Item", "Product")',
            'migrations.RenameField("product", "name", "title")',
            'migrations.AlterField("product", "title", models.CharField(max_length=20, unique=True))',
            'migrations.AddField("product", "price", models.IntegerField(default=1))',
            'migrations.AddIndex("product", models.Index(fields=["price"], name="by_price"))',
            'migrations.AddConstraint("product", models.CheckConstraint(condition=models.Q(price__gte=0), '
            'name="price_is_positive"))',
        ),
    )
    project.add("0003_rows", migration("migrations.RunPython(add, remove)", after="0002_rename", before=SEED))
    project.add("0004_by_hand", migration(FUNCTION, TRIGGER, VIEW, COMMENT, after="0003_rows"))
