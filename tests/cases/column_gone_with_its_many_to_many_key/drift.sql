ALTER TABLE depot_article_tags DROP COLUMN tag_id;
