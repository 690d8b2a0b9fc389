"""Customs declarations and what they debit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('license', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BillOfEntryModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('bill_of_entry_number', models.CharField(max_length=25)),
                ('bill_of_entry_date', models.DateField()),
                ('exchange_rate', models.DecimalField(decimal_places=4, default=0, max_digits=12)),
                ('product_name', models.CharField(default='', max_length=255)),
                ('invoice_no', models.CharField(blank=True, max_length=255, null=True)),
                ('invoice_date', models.DateField(blank=True, null=True)),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bills_of_entry', to='core.companymodel')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('modified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('port', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bills_of_entry', to='core.portmodel')),
            ],
            options={
                'verbose_name': 'bill of entry',
                'verbose_name_plural': 'bills of entry',
            },
        ),
        migrations.CreateModel(
            name='RowDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('row_type', models.CharField(choices=[('AR', 'ARO'), ('AT', 'Allotment')], default='AT', max_length=2)),
                ('transaction_type', models.CharField(choices=[('C', 'Credit'), ('D', 'Debit')], default='D', max_length=2)),
                ('cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_fc', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('qty', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('bill_of_entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='bill_of_entry.billofentrymodel')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('modified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sr_number', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bill_of_entry_rows', to='license.licenseimportitemsmodel')),
            ],
            options={
                'verbose_name': 'bill of entry row',
                'verbose_name_plural': 'bill of entry rows',
            },
        ),
    ]
