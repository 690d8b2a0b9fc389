ALTER TABLE depot_article ALTER stock DROP DEFAULT, ALTER stock TYPE bigint;
DROP DOMAIN stock_count;
CREATE DOMAIN stock_count AS bigint DEFAULT 0 CHECK (VALUE >= 0);
ALTER TABLE depot_article ALTER stock TYPE stock_count;
