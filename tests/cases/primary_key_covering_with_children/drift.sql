ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_pkey CASCADE;
ALTER TABLE depot_tag ADD CONSTRAINT depot_tag_pkey PRIMARY KEY (id) INCLUDE (label);
ALTER TABLE depot_article_tags ADD CONSTRAINT depot_article_tags_tag_id_f7d3e2b8_fk_depot_tag_id FOREIGN KEY (tag_id) REFERENCES depot_tag (id) DEFERRABLE INITIALLY DEFERRED;
