ALTER TABLE depot_article DISABLE TRIGGER depot_article_touch;
