ALTER SEQUENCE depot_place_id_seq CACHE 32;
ALTER SEQUENCE depot_place_id_seq RESTART WITH 5000;
