DROP INDEX article_title_pattern;
CREATE INDEX article_title_pattern ON depot_article (title text_pattern_ops);
