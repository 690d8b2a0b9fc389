"""Licences with what they export and may import."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LicenseDetailsModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('purchase_status', models.CharField(choices=[('GE', 'GE Purchase'), ('NP', 'GE Operating'), ('IP', 'GE Item Purchase'), ('SM', 'SM Purchase'), ('OT', 'OT Purchase'), ('CO', 'Conversion'), ('RA', 'RA Purchase'), ('LM', 'LM Purchase')], default='GE', max_length=2)),
                ('scheme_code', models.CharField(choices=[('26', '26 - Duty Free Import Authorization')], default='26', max_length=10)),
                ('notification_number', models.CharField(choices=[('019/2015', '019/2015'), ('098/2009', '098/2009'), ('025/2023', '025/2023')], default='019/2015', max_length=10)),
                ('license_number', models.CharField(max_length=50, unique=True)),
                ('license_date', models.DateField(blank=True, null=True)),
                ('license_expiry_date', models.DateField(blank=True, null=True)),
                ('file_number', models.CharField(blank=True, max_length=30, null=True)),
                ('registration_number', models.CharField(blank=True, max_length=10, null=True)),
                ('registration_date', models.DateField(blank=True, null=True)),
                ('user_comment', models.TextField(blank=True, null=True)),
                ('ledger_date', models.DateField(blank=True, null=True)),
                ('is_audit', models.BooleanField(default=False)),
                ('is_mnm', models.BooleanField(default=False)),
                ('is_not_registered', models.BooleanField(default=False)),
                ('is_null', models.BooleanField(default=False)),
                ('is_au', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('balance_cif', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('fob', models.IntegerField(default=0)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exported_licenses', to='core.companymodel')),
                ('modified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('port', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='licenses', to='core.portmodel')),
            ],
            options={
                'verbose_name': 'license',
                'verbose_name_plural': 'licenses',
            },
        ),
        migrations.CreateModel(
            name='LicenseExportItemModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('description', models.CharField(blank=True, max_length=255, null=True)),
                ('duty_type', models.CharField(default='Basic', max_length=255)),
                ('net_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('old_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('unit', models.CharField(choices=[('kg', 'kg')], default='kg', max_length=10)),
                ('fob_fc', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('fob_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_fc', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('license', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='export_items', to='license.licensedetailsmodel')),
                ('norm_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='export_items', to='core.sionnormclassmodel')),
            ],
            options={
                'verbose_name': 'export item',
                'verbose_name_plural': 'export items',
            },
        ),
        migrations.CreateModel(
            name='LicenseImportItemsModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial_number', models.IntegerField(default=0)),
                ('description', models.CharField(blank=True, max_length=255, null=True)),
                ('quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('old_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('unit', models.CharField(choices=[('kg', 'kg')], default='kg', max_length=10)),
                ('cif_fc', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('available_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('available_value', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('debited_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('debited_value', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('allotted_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('allotted_value', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('is_restrict', models.BooleanField(default=False)),
                ('hs_code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='import_items', to='core.hscodemodel')),
                ('license', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='import_items', to='license.licensedetailsmodel')),
            ],
            options={
                'verbose_name': 'import item',
                'verbose_name_plural': 'import items',
            },
        ),
    ]
