ALTER SEQUENCE depot_tag_id_seq RENAME TO tags_counter;
