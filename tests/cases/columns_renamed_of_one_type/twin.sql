ANALYZE depot_article;
