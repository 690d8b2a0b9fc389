ALTER TABLE depot_article DISABLE TRIGGER depot_article_touch;
ALTER TABLE depot_article ENABLE TRIGGER depot_article_touch;
