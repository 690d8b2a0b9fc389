"""Advance declarations have a number before they have a date."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bill_of_entry', '0003_once_at_a_port'),
    ]

    operations = [
        migrations.AlterField(
            model_name='billofentrymodel',
            name='bill_of_entry_date',
            field=models.DateField(blank=True, null=True),
        ),
    ]
