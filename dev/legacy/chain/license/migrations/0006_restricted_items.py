"""One word for one thing: restricted, as on item heads."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('license', '0005_item_names'),
    ]

    operations = [
        migrations.RenameField(
            model_name='licenseimportitemsmodel',
            old_name='is_restrict',
            new_name='is_restricted',
        ),
        migrations.AddField(
            model_name='licenseimportitemsmodel',
            name='comment',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='is_incomplete',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='is_expired',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='licensedetailsmodel',
            name='is_individual',
            field=models.BooleanField(default=False),
        ),
    ]
