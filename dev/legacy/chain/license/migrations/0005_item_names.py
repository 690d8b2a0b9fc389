"""The names the trade uses, at what is exported and imported."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_unit_prices'),
        ('license', '0004_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='licenseimportitemsmodel',
            name='items',
            field=models.ManyToManyField(blank=True, related_name='import_items', to='core.itemnamemodel'),
        ),
        migrations.AddField(
            model_name='licenseexportitemmodel',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='export_items', to='core.itemnamemodel'),
        ),
        migrations.AddField(
            model_name='licenseexportitemmodel',
            name='fob_exchange_rate',
            field=models.DecimalField(decimal_places=6, default=0, max_digits=15),
        ),
        migrations.AddField(
            model_name='licenseexportitemmodel',
            name='value_addition',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=15),
        ),
        migrations.AddField(
            model_name='licenseexportitemmodel',
            name='currency',
            field=models.CharField(choices=[('usd', 'usd'), ('euro', 'euro')], default='usd', max_length=5),
        ),
    ]
