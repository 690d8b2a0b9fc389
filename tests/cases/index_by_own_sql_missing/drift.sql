DROP INDEX article_own_sql;
