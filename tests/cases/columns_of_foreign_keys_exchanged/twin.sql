REINDEX TABLE depot_article_tags;
