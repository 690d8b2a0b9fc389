ALTER TABLE depot_article ALTER weight TYPE real;
