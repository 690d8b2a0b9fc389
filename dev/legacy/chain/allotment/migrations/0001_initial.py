"""Licences set aside for goods on their way."""

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
            name='AllotmentModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('type', models.CharField(choices=[('AR', 'ARO'), ('AT', 'Allotment')], default='AT', max_length=2)),
                ('required_quantity', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('unit_value_per_unit', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_fc', models.DecimalField(blank=True, decimal_places=2, default=0, max_digits=15, null=True)),
                ('cif_inr', models.DecimalField(blank=True, decimal_places=2, default=0, max_digits=15, null=True)),
                ('exchange_rate', models.DecimalField(decimal_places=6, default=0, max_digits=15)),
                ('item_name', models.CharField(max_length=255)),
                ('contact_person', models.CharField(blank=True, max_length=255, null=True)),
                ('invoice', models.CharField(blank=True, max_length=255, null=True)),
                ('estimated_arrival_date', models.DateField(blank=True, null=True)),
                ('is_boe', models.BooleanField(default=False)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allotments', to='core.companymodel')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('modified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('port', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='allotments', to='core.portmodel')),
            ],
            options={
                'verbose_name': 'allotment',
                'verbose_name_plural': 'allotments',
            },
        ),
        migrations.CreateModel(
            name='AllotmentItems',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_on', models.DateTimeField(auto_now_add=True)),
                ('modified_on', models.DateTimeField(auto_now=True)),
                ('cif_inr', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('cif_fc', models.DecimalField(decimal_places=2, default=0, max_digits=15)),
                ('qty', models.DecimalField(decimal_places=0, default=0, max_digits=15)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='allotment_items', to='license.licenseimportitemsmodel')),
                ('modified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('allotment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='allotment.allotmentmodel')),
            ],
            options={
                'verbose_name': 'allotment item',
                'verbose_name_plural': 'allotment items',
            },
        ),
    ]
