DROP INDEX article_shelf_covering;
CREATE INDEX article_shelf_covering ON depot_article (shelf) INCLUDE (price, weight);
