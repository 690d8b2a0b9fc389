ALTER SEQUENCE depot_tag_id_seq CACHE 50;
ALTER SEQUENCE depot_tag_id_seq START WITH 100;
