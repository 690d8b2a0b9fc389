"""A number once at a port and a day; declarations are fetched."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bill_of_entry', '0002_allotments'),
    ]

    operations = [
        migrations.AddField(
            model_name='billofentrymodel',
            name='is_fetch',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='billofentrymodel',
            name='failed',
            field=models.IntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='rowdetails',
            name='qty',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=15),
        ),
        migrations.AddConstraint(
            model_name='billofentrymodel',
            constraint=models.UniqueConstraint(fields=('bill_of_entry_number', 'bill_of_entry_date', 'port'), name='unique_bill_of_entry_at_port'),
        ),
        migrations.AddConstraint(
            model_name='rowdetails',
            constraint=models.UniqueConstraint(fields=('bill_of_entry', 'sr_number', 'transaction_type'), name='unique_bill_of_entry_row'),
        ),
    ]
