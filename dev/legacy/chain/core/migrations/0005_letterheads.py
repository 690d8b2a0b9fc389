"""What a company's letterhead needs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_unit_prices'),
    ]

    operations = [
        migrations.AddField(
            model_name='companymodel',
            name='gst_number',
            field=models.CharField(blank=True, max_length=50, null=True),
        ),
        migrations.AddField(
            model_name='companymodel',
            name='address_line_1',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='companymodel',
            name='address_line_2',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='companymodel',
            name='logo',
            field=models.ImageField(blank=True, null=True, upload_to='companies/logos/'),
        ),
        migrations.AddField(
            model_name='companymodel',
            name='signature',
            field=models.ImageField(blank=True, null=True, upload_to='companies/signatures/'),
        ),
        migrations.AddField(
            model_name='companymodel',
            name='stamp',
            field=models.ImageField(blank=True, null=True, upload_to='companies/stamps/'),
        ),
        migrations.AddField(
            model_name='companymodel',
            name='bill_colour',
            field=models.CharField(default='#333', max_length=20),
        ),
        migrations.AlterField(
            model_name='companymodel',
            name='pan',
            field=models.CharField(blank=True, max_length=50, null=True),
        ),
    ]
