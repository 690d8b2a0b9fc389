ALTER TABLE depot_article DROP COLUMN price_twice;
