"""All models; before them what they stand on: extensions, a schema, a collation, an enum, a domain, a table not managed."""

from django.contrib.postgres.operations import (
    BloomExtension,
    BtreeGistExtension,
    CITextExtension,
    CreateCollation,
    CreateExtension,
    HStoreExtension,
    TrigramExtension,
)
import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.hstore
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import hard_cases.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        BloomExtension(),
        BtreeGistExtension(),
        CITextExtension(),
        HStoreExtension(),
        TrigramExtension(),
        CreateExtension("unaccent"),
        CreateCollation("hard_own", provider="libc", locale="C"),
        migrations.RunSQL("CREATE SCHEMA hard_elsewhere", "DROP SCHEMA hard_elsewhere"),
        migrations.RunSQL("CREATE TYPE hard_mood AS ENUM ('sad', 'it''s ok', 'happy')", "DROP TYPE hard_mood"),
        migrations.RunSQL(
            "CREATE DOMAIN hard_postcode AS varchar(10) CHECK (VALUE ~ '^[0-9A-Z ]+$')", "DROP DOMAIN hard_postcode"
        ),
        migrations.RunSQL(
            "CREATE TABLE hard_legacy (id serial PRIMARY KEY, number integer NOT NULL, unknown text)",
            "DROP TABLE hard_legacy",
        ),
        migrations.CreateModel(
            name='Legacy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
            ],
            options={
                'db_table': 'hard_legacy',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='LegacyAbstract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
            ],
            options={
                'db_table': 'hard_not_there',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Swappable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
            ],
            options={
                'swappable': 'HARD_SWAPPED_MODEL',
            },
        ),
        migrations.CreateModel(
            name='ByText',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('other', models.CharField(max_length=12, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='Everything',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('big', models.BigIntegerField()),
                ('binary', models.BinaryField(null=True)),
                ('flag', models.BooleanField(default=False)),
                ('char', models.CharField(max_length=40)),
                ('endless_char', models.CharField()),
                ('day', models.DateField()),
                ('moment', models.DateTimeField(db_index=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('lapse', models.DurationField(null=True)),
                ('mail', models.EmailField(max_length=254, unique=True)),
                ('file', models.FileField(max_length=80, upload_to='x')),
                ('path', models.FilePathField(null=True)),
                ('ratio', models.FloatField()),
                ('address', models.GenericIPAddressField(null=True)),
                ('number', models.IntegerField()),
                ('data', models.JSONField(default=dict)),
                ('positive', models.PositiveIntegerField()),
                ('positive_big', models.PositiveBigIntegerField(null=True)),
                ('positive_small', models.PositiveSmallIntegerField(null=True)),
                ('slug', models.SlugField()),
                ('small', models.SmallIntegerField()),
                ('text', models.TextField(db_index=True)),
                ('hour', models.TimeField(null=True)),
                ('url', models.URLField(null=True)),
                ('code', models.UUIDField(null=True, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Lonely',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Node',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='hard_cases.node')),
            ],
        ),
        migrations.CreateModel(
            name='Numbered',
            fields=[
                ('number', hard_cases.fields.NumberedField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Postgres',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('digits', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=3, max_digits=7), null=True, size=4)),
                ('grid', django.contrib.postgres.fields.ArrayField(base_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None), null=True, size=None)),
                ('store', django.contrib.postgres.fields.hstore.HStoreField(null=True)),
                ('vector', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('whole', django.contrib.postgres.fields.ranges.IntegerRangeField(null=True)),
                ('big', django.contrib.postgres.fields.ranges.BigIntegerRangeField(null=True)),
                ('fraction', django.contrib.postgres.fields.ranges.DecimalRangeField(null=True)),
                ('moments', django.contrib.postgres.fields.ranges.DateTimeRangeField(null=True)),
                ('days', django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
            ],
            options={
                'db_table_comment': "It's everything that only PostgreSQL has",
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Unusual',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('point', hard_cases.fields.PointField(null=True)),
                ('money', hard_cases.fields.MoneyField(null=True)),
                ('mood', hard_cases.fields.MoodField(null=True)),
                ('postcode', hard_cases.fields.PostcodeField(max_length=10, null=True)),
                ('checked', hard_cases.fields.CheckedField(null=True)),
                ('network', hard_cases.fields.CidrField(null=True)),
                ('bits', hard_cases.fields.BitsField(bits=12, null=True)),
                ('sorted', models.CharField(db_collation='C', max_length=30, unique=True)),
                ('nocase', models.TextField(db_collation='hard_own', null=True)),
                ('explained', models.IntegerField(db_comment="Not what 'you' think; all of it", null=True)),
                ('default_text', models.CharField(db_default="it's", max_length=30)),
                ('default_number', models.IntegerField(db_default=5)),
                ('default_moment', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('default_flag', models.BooleanField(db_default=True)),
                ('default_json', models.JSONField(db_default={'a': [1]})),
                ('default_amount', models.DecimalField(db_default=django.db.models.expressions.CombinedExpression(models.Value(2.5), '*', models.Value(2)), decimal_places=3, max_digits=9)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('follows', models.ManyToManyField(related_name='followers', to=settings.AUTH_USER_MODEL)),
                ('friends', models.ManyToManyField(to=settings.AUTH_USER_MODEL)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='PersonProxy',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('hard_cases.person',),
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.IntegerField()),
                ('span', django.contrib.postgres.fields.ranges.DateTimeRangeField(null=True)),
                ('cancelled', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled', False)), expressions=[('span', '&&'), ('room', '=')], name='hard_no_overlap'), django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], expressions=[(django.db.models.expressions.CombinedExpression(models.F('room'), '+', models.Value(1)), '='), ('span', '&&')], name='hard_exclude_deferred'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('span', '-|-')], include=('cancelled',), name='hard_exclude_include')],
            },
        ),
        migrations.CreateModel(
            name='Child',
            fields=[
                ('place_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='hard_cases.place')),
                ('more', models.CharField(db_index=True, max_length=20)),
            ],
            bases=('hard_cases.place',),
        ),
        migrations.CreateModel(
            name='Composite',
            fields=[
                ('pk', models.CompositePrimaryKey('place', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
                ('note', models.CharField(max_length=20, null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='hard_cases.place')),
            ],
        ),
        migrations.CreateModel(
            name='Computed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.CharField(max_length=20)),
                ('side', models.IntegerField(default=1)),
                ('area', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(models.F('side'), '*', models.F('side')), output_field=models.BigIntegerField())),
                ('loud', models.GeneratedField(db_index=True, db_persist=True, expression=django.db.models.functions.text.Upper('first'), output_field=models.CharField(max_length=20))),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'side'], name='hard_computed_area')],
            },
        ),
        migrations.CreateModel(
            name='Elsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20, unique=True)),
                ('number', models.PositiveIntegerField(default=0)),
            ],
            options={
                'db_table': 'hard_elsewhere"."place',
                'indexes': [models.Index(fields=['number'], name='hard_elsewhere_number')],
            },
        ),
        migrations.CreateModel(
            name='ElsewherePointer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='hard_cases.elsewhere')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'hard_elsewhere"."hard_cases_node',
            },
        ),
        migrations.CreateModel(
            name='Indexed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField(db_index=True)),
                ('other', models.IntegerField(null=True)),
                ('text', models.CharField(db_index=True, max_length=50)),
                ('nocase', models.TextField(db_collation='hard_own', null=True)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), null=True, size=None)),
                ('data', models.JSONField(null=True)),
                ('vector', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('span', django.contrib.postgres.fields.ranges.DateTimeRangeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['number', '-other'], name='hard_index_order'), models.Index(models.OrderBy(models.F('number'), descending=True, nulls_last=True), name='hard_index_nulls_last'), models.Index(condition=models.Q(('other__isnull', True)), fields=['number'], name='hard_index_partial'), models.Index(fields=['number'], include=('other', 'text'), name='hard_index_include'), models.Index(fields=['text'], name='hard_index_opclass', opclasses=['varchar_pattern_ops']), models.Index(django.db.models.functions.text.Upper('text'), models.F('number'), name='hard_index_expression'), models.Index(django.db.models.expressions.CombinedExpression(models.F('number'), '*', models.Value(2)), models.OrderBy(django.db.models.functions.text.Lower('text')), condition=models.Q(('text__gt', 'a b')), name='hard_index_two'), models.Index(db_tablespace='pg_default', fields=['other'], name='hard_index_tablespace'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['number'], name='hard_brin', pages_per_range=32), django.contrib.postgres.indexes.BTreeIndex(deduplicate_items=False, fields=['other'], fillfactor=70, name='hard_btree'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], gin_pending_list_limit=128, name='hard_gin'), django.contrib.postgres.indexes.GinIndex(fields=['data'], name='hard_gin_path', opclasses=['jsonb_path_ops']), django.contrib.postgres.indexes.GinIndex(fields=['text'], name='hard_gin_trigram', opclasses=['gin_trgm_ops']), django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='hard_gin_vector'), django.contrib.postgres.indexes.GistIndex(buffering=True, fields=['span'], fillfactor=80, name='hard_gist'), django.contrib.postgres.indexes.HashIndex(fields=['text'], fillfactor=60, name='hard_hash'), django.contrib.postgres.indexes.SpGistIndex(fields=['span'], name='hard_spgist'), django.contrib.postgres.indexes.BloomIndex(columns=[4, 3], fields=['number', 'other'], length=96, name='hard_bloom'), models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Lower('text'), name='varchar_pattern_ops'), name='hard_index_lower_like')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hard_cases.place')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='hard_cases.personproxy')),
            ],
        ),
        migrations.CreateModel(
            name='OneToOneKey',
            fields=[
                ('node', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='hard_cases.node')),
                ('number', models.IntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Quoted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('select', models.IntegerField(db_column='SELECT')),
                ('spaced', models.CharField(db_column='a column, with % and spaces', db_index=True, max_length=10)),
                ('umlaut', models.IntegerField(db_column='größe', null=True)),
                ('parent', models.ForeignKey(db_column='Parent Id', null=True, on_delete=django.db.models.deletion.CASCADE, to='hard_cases.quoted')),
            ],
            options={
                'db_table': 'Quoted Table-Name',
            },
        ),
        migrations.CreateModel(
            name='LongNames',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('a_field_whose_name_is_so_long_that_postgres_barely_takes_it_her', models.IntegerField(null=True)),
                ('another_field_whose_name_is_very_long_and_which_is_also_unique', models.CharField(max_length=10, unique=True)),
                ('a_foreign_key_whose_name_is_very_long_and_constraint_is_cut', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='hard_cases.quoted')),
                ('many', models.ManyToManyField(related_name='+', to='hard_cases.quoted')),
            ],
            options={
                'db_table': 'hard_cases_a_table_whose_name_is_much_longer_than_postgres_takes_in_one',
            },
        ),
        migrations.CreateModel(
            name='Ring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hard_cases.node')),
            ],
        ),
        migrations.AddField(
            model_name='node',
            name='ring',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='hard_cases.ring'),
        ),
        migrations.CreateModel(
            name='Ruled',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('a', models.IntegerField()),
                ('b', models.IntegerField(null=True)),
                ('c', models.CharField(max_length=20)),
                ('d', models.CharField(max_length=20, null=True)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='hard_cases.place')),
            ],
        ),
        migrations.CreateModel(
            name='Small',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('other', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, to='hard_cases.small')),
            ],
        ),
        migrations.CreateModel(
            name='Tagged',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('loose', models.ManyToManyField(db_constraint=False, related_name='loose_tags', to='hard_cases.place')),
                ('places', models.ManyToManyField(db_table='hard tagged places', related_name='tags', to='hard_cases.place')),
            ],
        ),
        migrations.CreateModel(
            name='ToText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hard_cases.bytext')),
                ('by_other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hard_cases.bytext', to_field='other')),
            ],
        ),
        migrations.CreateModel(
            name='Unconstrained',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('node', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='hard_cases.node')),
                ('user', models.OneToOneField(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='place',
            name='people',
            field=models.ManyToManyField(through='hard_cases.Membership', to='hard_cases.personproxy'),
        ),
        migrations.CreateModel(
            name='Grandchild',
            fields=[
                ('above', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='hard_cases.child')),
            ],
            bases=('hard_cases.child',),
        ),
        migrations.CreateModel(
            name='Ordered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='hard_cases.place')),
            ],
            options={
                'order_with_respect_to': 'place',
            },
        ),
        migrations.AddIndex(
            model_name='quoted',
            index=models.Index(fields=['umlaut'], name='Index of Quoted'),
        ),
        migrations.AddConstraint(
            model_name='quoted',
            constraint=models.UniqueConstraint(fields=('select', 'spaced'), name='Quoted Unique'),
        ),
        migrations.AddConstraint(
            model_name='quoted',
            constraint=models.CheckConstraint(condition=models.Q(('select__gt', -5)), name='Quoted: check'),
        ),
        migrations.AlterUniqueTogether(
            name='longnames',
            unique_together={('a_field_whose_name_is_so_long_that_postgres_barely_takes_it_her', 'id')},
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(fields=('a', 'b'), name='hard_unique'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(condition=models.Q(('a__gt', 0)), fields=('b',), name='hard_unique_partial'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('d',), name='hard_unique_deferred'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('c',), name='hard_unique_immediate'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(fields=('a',), include=('d',), name='hard_unique_include'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(fields=('d',), name='hard_unique_opclass', opclasses=['text_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('c'), models.OrderBy(models.F('a'), descending=True), name='hard_unique_expression'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(fields=('b', 'd'), name='hard_unique_nulls', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('d', 'c'), condition=models.Q(('b__isnull', False)), name='hard_unique_both'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.CheckConstraint(condition=models.Q(('a__gte', -1000)), name='hard_check'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.CheckConstraint(condition=models.Q(('c__in', ['x']), models.Q(('d', "it's 100%"), _negated=True), _connector='OR'), name='hard_check_or'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.CheckConstraint(condition=models.Q(('b__lt', django.db.models.expressions.CombinedExpression(models.F('a'), '+', models.Value(100000)))), name='hard_check_columns'),
        ),
        migrations.AddConstraint(
            model_name='ruled',
            constraint=models.CheckConstraint(condition=models.Q(('d__startswith', 'a%_'), ('a__isnull', False), _connector='OR'), name='hard_check_like'),
        ),
        migrations.AlterUniqueTogether(
            name='ruled',
            unique_together={('a', 'c')},
        ),
        migrations.AlterUniqueTogether(
            name='membership',
            unique_together={('person', 'place')},
        ),
        migrations.AddField(
            model_name='grandchild',
            name='tags',
            field=models.ManyToManyField(related_name='grandchildren', to='hard_cases.tagged'),
        ),
    ]
