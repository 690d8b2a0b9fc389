ALTER TABLE depot_article ENABLE REPLICA TRIGGER depot_article_touch;
