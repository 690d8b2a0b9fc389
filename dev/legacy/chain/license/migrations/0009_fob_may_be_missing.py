"""Licences that were bought come without their FOB value."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('license', '0008_serial_numbers_once'),
    ]

    operations = [
        migrations.AlterField(
            model_name='licensedetailsmodel',
            name='fob',
            field=models.IntegerField(blank=True, default=0, null=True),
        ),
    ]
