REINDEX INDEX article_own_sql;
