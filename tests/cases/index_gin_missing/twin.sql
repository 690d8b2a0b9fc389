DROP INDEX article_facts_gin;
CREATE INDEX article_facts_gin ON depot_article USING gin (facts jsonb_ops);
