ALTER TABLE depot_article DROP COLUMN facts;
