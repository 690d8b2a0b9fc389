DROP INDEX article_cheap;
CREATE INDEX article_cheap ON depot_article USING btree (price) WHERE (price < (10)::numeric);
