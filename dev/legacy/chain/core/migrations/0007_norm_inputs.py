"""HS code, unit and condition of what a norm allows; a port's name and code once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_restricted_item_heads'),
    ]

    operations = [
        migrations.AddField(
            model_name='sionimportmodel',
            name='hsn_code',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sion_imports', to='core.hscodemodel'),
        ),
        migrations.AddField(
            model_name='sionimportmodel',
            name='unit',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name='sionimportmodel',
            name='condition',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name='sionexportmodel',
            name='unit',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddConstraint(
            model_name='portmodel',
            constraint=models.UniqueConstraint(fields=('name', 'code'), name='unique_port_name_and_code'),
        ),
    ]
