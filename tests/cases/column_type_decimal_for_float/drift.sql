ALTER TABLE depot_article ALTER weight TYPE numeric(10,2);
