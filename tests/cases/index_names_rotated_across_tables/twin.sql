REINDEX TABLE depot_article;
