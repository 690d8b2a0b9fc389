ALTER TABLE depot_article DROP price_twice;
ALTER TABLE depot_article ADD price_twice numeric(14,2) GENERATED ALWAYS AS (weight::numeric * 2) STORED;
