ALTER TABLE depot_tag RENAME CONSTRAINT depot_tag_label_key TO tags_label_key;
