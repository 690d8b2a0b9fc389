ANALYZE depot_article_tags;
