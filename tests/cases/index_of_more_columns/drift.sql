DROP INDEX article_cheap;
CREATE INDEX article_cheap ON depot_article (price, weight) WHERE price < 10;
