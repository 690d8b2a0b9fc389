"""Invoices for what was sold of licences."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bill_of_entry', '0003_once_at_a_port'),
        ('core', '0011_invoicing_entities'),
        ('license', '0009_fob_may_be_missing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_company_name', models.CharField(max_length=255)),
                ('to_company_pan', models.CharField(blank=True, max_length=15, null=True)),
                ('to_company_gst_number', models.CharField(blank=True, max_length=15, null=True)),
                ('to_company_address_line_1', models.TextField()),
                ('to_company_address_line_2', models.TextField(blank=True)),
                ('invoice_number', models.CharField(max_length=50, unique=True)),
                ('invoice_date', models.DateField(default=django.utils.timezone.localdate)),
                ('billing_mode', models.CharField(choices=[('kg', 'KG'), ('cif', 'CIF %'), ('fob', 'FOB %')], max_length=10)),
                ('total_qty', models.DecimalField(decimal_places=3, default=0, max_digits=12)),
                ('total_cif_fc', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('total_cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('total_fob_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('total_amount', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('total_amount_in_words', models.TextField(blank=True, null=True)),
                ('sale_type', models.CharField(choices=[('item', 'Item'), ('full', 'Full')], default='item', max_length=10)),
                ('bills_of_entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invoices', to='bill_of_entry.billofentrymodel')),
                ('from_entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invoices', to='core.invoiceentity')),
            ],
            options={
                'verbose_name': 'invoice',
                'verbose_name_plural': 'invoices',
            },
        ),
        migrations.CreateModel(
            name='InvoiceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('license_no', models.CharField(max_length=50)),
                ('hs_code', models.CharField(default='490700', max_length=10)),
                ('qty', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ('cif_fc', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True)),
                ('cif_inr', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True)),
                ('fob_inr', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True)),
                ('rate', models.DecimalField(decimal_places=2, max_digits=12)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=15)),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='license.invoice')),
                ('sr_number', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invoice_items', to='license.licenseimportitemsmodel')),
            ],
            options={
                'verbose_name': 'invoice item',
                'verbose_name_plural': 'invoice items',
            },
        ),
    ]
