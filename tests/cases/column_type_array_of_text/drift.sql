DROP INDEX article_labels_gin;
ALTER TABLE depot_article ALTER labels TYPE text[];
