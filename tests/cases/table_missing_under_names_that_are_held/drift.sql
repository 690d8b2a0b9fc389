DROP TABLE depot_article_tags;
CREATE SEQUENCE depot_article_tags;
CREATE TYPE depot_article_tags AS ENUM ('a');
CREATE VIEW depot_article_tags_pkey AS SELECT 1 AS one;
CREATE INDEX depot_article_tags_tag_id_f7d3e2b8 ON depot_place (name);
