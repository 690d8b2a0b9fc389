ALTER TABLE depot_article ALTER stock TYPE integer;
