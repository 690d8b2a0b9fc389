ALTER TABLE depot_article DROP COLUMN price_twice;
ALTER TABLE depot_article ALTER price TYPE numeric(13,2);
ALTER TABLE depot_article ADD price_twice numeric(14,2) GENERATED ALWAYS AS (price * 2) STORED;
