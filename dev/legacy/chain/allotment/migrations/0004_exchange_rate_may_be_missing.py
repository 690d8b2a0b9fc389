"""The rate is known on the day the goods arrive, not before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('allotment', '0003_items_once'),
    ]

    operations = [
        migrations.AlterField(
            model_name='allotmentmodel',
            name='exchange_rate',
            field=models.DecimalField(blank=True, decimal_places=6, default=0, max_digits=15, null=True),
        ),
    ]
