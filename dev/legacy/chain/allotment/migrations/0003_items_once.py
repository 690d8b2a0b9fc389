"""An import item once in an allotment; what was declared is marked."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('allotment', '0002_related_companies'),
    ]

    operations = [
        migrations.AddField(
            model_name='allotmentmodel',
            name='is_allotted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='allotmentitems',
            name='is_boe',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='allotmentitems',
            constraint=models.UniqueConstraint(fields=('item', 'allotment'), name='unique_allotment_item'),
        ),
    ]
