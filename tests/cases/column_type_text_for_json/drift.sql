DROP INDEX article_facts_gin;
ALTER TABLE depot_article ALTER facts TYPE text;
