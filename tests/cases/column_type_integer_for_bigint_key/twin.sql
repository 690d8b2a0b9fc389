ALTER TABLE depot_tag ALTER id TYPE int8;
