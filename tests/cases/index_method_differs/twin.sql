DROP INDEX article_shelf_hash;
CREATE INDEX article_shelf_hash ON depot_article USING hash (shelf);
