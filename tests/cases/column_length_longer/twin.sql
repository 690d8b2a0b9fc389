ALTER TABLE depot_tag ALTER label TYPE character varying(50);
