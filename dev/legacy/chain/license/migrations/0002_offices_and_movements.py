"""Licences on their way between offices."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('license', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlongWithModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
            ],
            options={
                'verbose_name': 'enclosure',
                'verbose_name_plural': 'enclosures',
            },
        ),
        migrations.CreateModel(
            name='DateModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
            ],
            options={
                'verbose_name': 'movement day',
                'verbose_name_plural': 'movement days',
            },
        ),
        migrations.CreateModel(
            name='OfficeModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'offices',
            },
        ),
        migrations.CreateModel(
            name='StatusModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
            ],
            options={
                'verbose_name': 'movement status',
                'verbose_name_plural': 'movement statuses',
            },
        ),
        migrations.CreateModel(
            name='LicenseInwardOutwardModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('description', models.TextField(blank=True, null=True)),
                ('amd_sheets_number', models.CharField(blank=True, max_length=100, null=True)),
                ('copy', models.BooleanField(default=False)),
                ('annexure', models.BooleanField(default=False)),
                ('tl', models.BooleanField(default=False)),
                ('aro', models.BooleanField(default=False)),
                ('along_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='license.alongwithmodel')),
                ('date', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='license.datemodel')),
                ('license', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='license.licensedetailsmodel')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='license.officemodel')),
                ('status', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='license.statusmodel')),
            ],
            options={
                'verbose_name': 'license movement',
                'verbose_name_plural': 'license movements',
            },
        ),
    ]
