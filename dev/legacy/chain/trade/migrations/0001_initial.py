"""Licences bought and sold, line by line."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('bill_of_entry', '0003_once_at_a_port'),
        ('core', '0008_bank_accounts'),
        ('license', '0008_serial_numbers_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='LicenseTrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('direction', models.CharField(choices=[('PURCHASE', 'Purchase'), ('SALE', 'Sale')], max_length=10)),
                ('from_pan', models.CharField(blank=True, max_length=32, null=True)),
                ('from_gst', models.CharField(blank=True, max_length=32, null=True)),
                ('from_addr_line_1', models.TextField(blank=True, null=True)),
                ('from_addr_line_2', models.TextField(blank=True, null=True)),
                ('to_pan', models.CharField(blank=True, max_length=32, null=True)),
                ('to_gst', models.CharField(blank=True, max_length=32, null=True)),
                ('to_addr_line_1', models.TextField(blank=True, null=True)),
                ('to_addr_line_2', models.TextField(blank=True, null=True)),
                ('invoice_number', models.CharField(blank=True, default='', max_length=128)),
                ('invoice_date', models.DateField(blank=True, null=True)),
                ('remarks', models.TextField(blank=True, null=True)),
                ('subtotal_amount', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('roundoff', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('total_amount', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('purchase_invoice_copy', models.FileField(blank=True, null=True, upload_to='trades/')),
                ('boe', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trades', to='bill_of_entry.billofentrymodel')),
                ('from_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trades_as_seller', to='core.companymodel')),
                ('to_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trades_as_buyer', to='core.companymodel')),
            ],
            options={
                'verbose_name': 'license trade',
                'verbose_name_plural': 'license trades',
            },
        ),
        migrations.CreateModel(
            name='LicenseTradeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('description', models.TextField(blank=True, default='')),
                ('mode', models.CharField(choices=[('QTY', 'Quantity (Kg × Rate)'), ('CIF_INR', 'CIF (INR × %)'), ('FOB_INR', 'FOB (INR × %)')], default='QTY', max_length=10)),
                ('qty_kg', models.DecimalField(decimal_places=4, default=0, max_digits=20)),
                ('rate_inr_per_kg', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('cif_fc', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('exc_rate', models.DecimalField(decimal_places=4, default=0, max_digits=12)),
                ('cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('fob_inr', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('pct', models.DecimalField(decimal_places=3, default=0, max_digits=9)),
                ('amount_inr', models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ('sr_number', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trade_lines', to='license.licenseimportitemsmodel')),
                ('trade', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='trade.licensetrade')),
            ],
            options={
                'verbose_name': 'trade line',
                'verbose_name_plural': 'trade lines',
            },
        ),
    ]
