DROP TABLE depot_ownrate;
CREATE SEQUENCE depot_ownrate_id_seq;
