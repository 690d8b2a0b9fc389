REINDEX INDEX article_cheap;
