DROP TABLE depot_article_tags;
