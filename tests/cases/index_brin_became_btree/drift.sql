DROP INDEX article_changed_brin;
CREATE INDEX article_changed_brin ON depot_article (changed);
