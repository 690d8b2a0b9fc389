"""Our own firms as they stand on invoices."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0010_first_codes'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvoiceEntity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('address_line_1', models.TextField()),
                ('address_line_2', models.TextField(blank=True)),
                ('pan_number', models.CharField(max_length=10)),
                ('gst_number', models.CharField(max_length=15)),
                ('logo', models.ImageField(blank=True, null=True, upload_to='entities/logos/')),
                ('bank_account_number', models.CharField(max_length=30)),
                ('bank_name', models.CharField(max_length=100)),
                ('ifsc_code', models.CharField(max_length=11)),
                ('account_type', models.CharField(choices=[('current', 'Current'), ('saving', 'Saving')], max_length=10)),
                ('bill_colour', models.CharField(blank=True, max_length=10, null=True)),
                ('signature', models.ImageField(blank=True, null=True, upload_to='entities/signatures/')),
                ('stamp', models.ImageField(blank=True, null=True, upload_to='entities/stamps/')),
            ],
            options={
                'verbose_name': 'invoicing entity',
                'verbose_name_plural': 'invoicing entities',
            },
        ),
    ]
