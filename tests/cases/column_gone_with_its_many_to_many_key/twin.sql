DELETE FROM depot_article_tags WHERE id = 1;
