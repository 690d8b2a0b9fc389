ALTER TABLE depot_article ALTER weight TYPE integer;
ALTER TABLE depot_article ALTER stock TYPE double precision;
