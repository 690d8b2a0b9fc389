"""What was paid for a licence, and to whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_bank_accounts'),
        ('license', '0010_invoices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LicensePurchase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('supplier_pan', models.CharField(blank=True, max_length=32, null=True)),
                ('supplier_gst', models.CharField(blank=True, max_length=32, null=True)),
                ('invoice_number', models.CharField(blank=True, max_length=128, null=True)),
                ('invoice_date', models.DateField(blank=True, null=True)),
                ('invoice_copy', models.FileField(blank=True, null=True, upload_to='purchases/')),
                ('mode', models.CharField(choices=[('AMOUNT', 'Amount-based'), ('QTY', 'Quantity-based')], default='AMOUNT', max_length=10)),
                ('amount_source', models.CharField(choices=[('FOB_INR', 'FOB (INR)'), ('CIF_INR', 'CIF (INR)'), ('CIF_USD', 'CIF (USD)')], default='FOB_INR', max_length=10)),
                ('fob_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_usd', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('exchange_rate', models.DecimalField(decimal_places=6, default=0, max_digits=15)),
                ('markup_pct', models.DecimalField(decimal_places=6, default=0, max_digits=15)),
                ('product_name', models.CharField(blank=True, max_length=255, null=True)),
                ('quantity_kg', models.DecimalField(decimal_places=3, default=0, max_digits=15)),
                ('rate_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('amount_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('license', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='purchases', to='license.licensedetailsmodel')),
                ('modified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('purchasing_entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='license_purchases', to='core.companymodel')),
                ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='supplied_licenses', to='core.companymodel')),
            ],
            options={
                'verbose_name': 'license purchase',
                'verbose_name_plural': 'license purchases',
            },
        ),
    ]
