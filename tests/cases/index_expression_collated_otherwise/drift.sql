DROP INDEX article_title_upper;
CREATE INDEX article_title_upper ON depot_article (upper(title) COLLATE "C");
