from django.db import migrations

# A document is packed, and links are rewritten whole: keeping rows of two or three kilobytes in one piece spares a
# second table's row and index entry for each, and a try to pack what comes to little less.
SET = "ALTER TABLE {table} SET (toast_tuple_target = 8160)"
RESET = "ALTER TABLE {table} RESET (toast_tuple_target)"


class Migration(migrations.Migration):

    dependencies = [
        ('ge_sync', '0008_packed_documents'),
    ]

    operations = [
        migrations.RunSQL(SET.format(table=table), RESET.format(table=table))
        for table in ('ge_sync_document', 'ge_sync_serverrows')
    ]
