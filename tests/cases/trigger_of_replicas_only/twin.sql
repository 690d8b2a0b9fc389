ALTER TABLE depot_article ENABLE ALWAYS TRIGGER depot_article_touch;
