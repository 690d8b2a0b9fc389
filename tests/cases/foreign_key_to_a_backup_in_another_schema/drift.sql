CREATE SCHEMA backup;
CREATE TABLE backup.depot_tag AS SELECT * FROM depot_tag;
ALTER TABLE backup.depot_tag ADD PRIMARY KEY (id);
ALTER TABLE depot_article_tags DROP CONSTRAINT depot_article_tags_tag_id_f7d3e2b8_fk_depot_tag_id;
ALTER TABLE depot_article_tags ADD CONSTRAINT depot_article_tags_tag_id_f7d3e2b8_fk_depot_tag_id FOREIGN KEY (tag_id) REFERENCES backup.depot_tag DEFERRABLE INITIALLY DEFERRED;
