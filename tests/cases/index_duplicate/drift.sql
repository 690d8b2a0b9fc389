CREATE INDEX twice ON depot_article (title, price DESC);
