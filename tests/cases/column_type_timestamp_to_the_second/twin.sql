ALTER TABLE depot_article ALTER changed TYPE timestamp with time zone;
