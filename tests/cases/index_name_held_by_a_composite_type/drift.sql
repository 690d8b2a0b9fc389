DROP INDEX article_facts_gin;
CREATE TYPE article_facts_gin AS (fact text);
CREATE SCHEMA others;
CREATE TABLE others.with_a_fact (fact article_facts_gin);
