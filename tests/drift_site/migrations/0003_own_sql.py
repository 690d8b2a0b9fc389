"""What no model knows: a function, a trigger and an index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("depot", "0002_the_tables")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION depot_touch() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.changed = now(); RETURN NEW; END $$;
            CREATE TRIGGER depot_article_touch BEFORE UPDATE ON depot_article
            FOR EACH ROW EXECUTE FUNCTION depot_touch();
            CREATE INDEX article_own_sql ON depot_article (weight);
            """,
            """
            DROP INDEX article_own_sql;
            DROP TRIGGER depot_article_touch ON depot_article;
            DROP FUNCTION depot_touch();
            """,
        ),
    ]
