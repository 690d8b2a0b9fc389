ALTER TABLE depot_warehouse ADD name varchar(50) NOT NULL DEFAULT '', ADD id bigint NOT NULL DEFAULT 1;
ALTER TABLE depot_warehouse INHERIT depot_place;
