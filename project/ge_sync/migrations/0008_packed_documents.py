import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ge_sync', '0007_one_row_of_links'),
    ]

    operations = [
        migrations.AlterField(
            model_name='syncedlicense',
            name='base',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ge_sync.document'),
        ),
        migrations.AddIndex(
            model_name='syncedlicense',
            index=models.Index(fields=['base'], name='ge_sync_bases'),
        ),
        # Documents are packed already: PostgreSQL needn't try for each whether it can make it smaller.
        migrations.RunSQL(
            'ALTER TABLE ge_sync_document ALTER COLUMN content SET STORAGE EXTERNAL',
            'ALTER TABLE ge_sync_document ALTER COLUMN content SET STORAGE EXTENDED',
        ),
    ]
