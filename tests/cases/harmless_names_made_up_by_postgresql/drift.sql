ALTER TABLE depot_tag RENAME CONSTRAINT depot_tag_pkey TO old_tag_pkey;
ALTER TABLE depot_tag RENAME CONSTRAINT depot_tag_label_key TO old_tag_label_key;
ALTER SEQUENCE depot_tag_id_seq RENAME TO old_tag_id_seq;
