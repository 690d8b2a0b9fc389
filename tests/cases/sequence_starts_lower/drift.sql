ALTER SEQUENCE depot_tag_id_seq MINVALUE -5;
