"""The company behind an allotment, and the bill of lading."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('allotment', '0001_initial'),
        ('core', '0005_letterheads'),
    ]

    operations = [
        migrations.AddField(
            model_name='allotmentmodel',
            name='related_company',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='related_allotments', to='core.companymodel'),
        ),
        migrations.AddField(
            model_name='allotmentmodel',
            name='bl_detail',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name='allotmentmodel',
            name='contact_number',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AlterField(
            model_name='allotmentmodel',
            name='unit_value_per_unit',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
    ]
