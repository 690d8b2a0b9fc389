ALTER TABLE depot_article ALTER changed TYPE timestamptz(0);
