DROP INDEX article_facts_gin;
