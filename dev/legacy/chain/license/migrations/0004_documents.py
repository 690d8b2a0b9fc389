"""Files that belong to a licence, and what its sheets say."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('license', '0003_first_statuses'),
    ]

    operations = [
        migrations.CreateModel(
            name='LicenseDocumentModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(max_length=255)),
                ('file', models.FileField(upload_to='licenses/')),
                ('license', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='license.licensedetailsmodel')),
            ],
            options={
                'verbose_name': 'license document',
                'verbose_name_plural': 'license documents',
            },
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='condition_sheet',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='user_restrictions',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='export_item',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
    ]
