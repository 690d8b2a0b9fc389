CREATE TABLE depot_rate (id bigint);
