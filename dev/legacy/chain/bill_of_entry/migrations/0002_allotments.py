"""Which allotments a declaration used, and what customs said to it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('allotment', '0001_initial'),
        ('bill_of_entry', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='billofentrymodel',
            name='allotment',
            field=models.ManyToManyField(blank=True, related_name='bills_of_entry', to='allotment.allotmentmodel'),
        ),
        migrations.AddField(
            model_name='billofentrymodel',
            name='appraisement',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name='billofentrymodel',
            name='ooc_date',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name='billofentrymodel',
            name='cha',
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name='billofentrymodel',
            name='comments',
            field=models.TextField(blank=True, null=True),
        ),
    ]
