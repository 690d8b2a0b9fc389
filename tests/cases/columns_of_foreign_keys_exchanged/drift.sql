ALTER TABLE depot_article_tags RENAME article_id TO aside;
ALTER TABLE depot_article_tags RENAME tag_id TO article_id;
ALTER TABLE depot_article_tags RENAME aside TO tag_id;
