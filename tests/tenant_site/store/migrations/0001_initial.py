"""The tables of a tenant, with what no model knows: a type, a function, a trigger."""
import django.db.models.deletion
import tests.tenant_site.store.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL("CREATE TYPE item_kind AS ENUM ('part', 'whole')", "DROP TYPE item_kind"),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=20, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=30)),
                ('kind', tests.tenant_site.store.models.KindField()),
                ('price', models.DecimalField(db_default=0, decimal_places=2, max_digits=12)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='registry.customer')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.item')),
                ('tags', models.ManyToManyField(to='store.tag')),
            ],
            options={
                'indexes': [models.Index(fields=['price', '-name'], name='item_by_price')],
                'constraints': [models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='item_price_not_negative')],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION item_touch() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.name = trim(NEW.name); RETURN NEW; END $$;
            CREATE TRIGGER item_is_touched BEFORE UPDATE ON store_item
            FOR EACH ROW EXECUTE FUNCTION item_touch();
            """,
            "DROP TRIGGER item_is_touched ON store_item; DROP FUNCTION item_touch()",
        ),
    ]
