DROP INDEX article_cheap;
CREATE INDEX article_cheap ON depot_article (price) WHERE price < 100;
