import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ge_sync', '0004_successor_of_held_licenses'),
    ]

    operations = [
        migrations.AddField(
            model_name='change',
            name='document',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ge_sync.document'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('document__isnull', False)), fields=['document'], name='ge_sync_first_documents'),
        ),
        migrations.AlterField(
            model_name='change',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='license_changes', to='runs.run'),
        ),
        migrations.AlterField(
            model_name='licenseoutcome',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='license_outcomes', to='runs.run'),
        ),
        migrations.AlterField(
            model_name='serverrow',
            name='synced',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='ge_sync.syncedlicense'),
        ),
    ]
