"""A serial number once in a licence; grams count in quantities."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('license', '0007_transfers_and_owners'),
    ]

    operations = [
        migrations.AlterField(
            model_name='licenseimportitemsmodel',
            name='quantity',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
        migrations.AlterField(
            model_name='licenseimportitemsmodel',
            name='old_quantity',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
        migrations.AlterField(
            model_name='licenseimportitemsmodel',
            name='available_quantity',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
        migrations.AlterField(
            model_name='licenseimportitemsmodel',
            name='debited_quantity',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
        migrations.AlterField(
            model_name='licenseimportitemsmodel',
            name='allotted_quantity',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
        migrations.AddConstraint(
            model_name='licenseimportitemsmodel',
            constraint=models.UniqueConstraint(fields=('license', 'serial_number'), name='unique_import_item_serial_number'),
        ),
    ]
