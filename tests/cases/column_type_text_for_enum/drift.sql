ALTER TABLE depot_article ALTER mood TYPE text;
