ALTER TABLE depot_place ADD CONSTRAINT one_name UNIQUE (name);
