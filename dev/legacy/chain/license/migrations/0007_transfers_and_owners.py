"""Who owns a licence today, and how it came to him."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_letterheads'),
        ('license', '0006_restricted_items'),
    ]

    operations = [
        migrations.CreateModel(
            name='LicenseTransferModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transfer_date', models.DateField(blank=True, null=True)),
                ('transfer_status', models.CharField(max_length=50)),
                ('transfer_initiation_date', models.DateTimeField(blank=True, null=True)),
                ('transfer_acceptance_date', models.DateTimeField(blank=True, null=True)),
                ('cbic_status', models.CharField(blank=True, max_length=100, null=True)),
                ('cbic_response_date', models.DateTimeField(blank=True, null=True)),
                ('user_id_transfer_initiation', models.CharField(blank=True, max_length=100, null=True)),
                ('user_id_acceptance', models.CharField(blank=True, max_length=100, null=True)),
                ('from_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='transfers_out', to='core.companymodel')),
                ('license', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transfers', to='license.licensedetailsmodel')),
                ('to_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='transfers_in', to='core.companymodel')),
            ],
            options={
                'verbose_name': 'license transfer',
                'verbose_name_plural': 'license transfers',
            },
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='current_owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_licenses', to='core.companymodel'),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='file_transfer_status',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='ge_file_number',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='billing_rate',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=15),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='billing_amount',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=15),
        ),
    ]
