ALTER TABLE depot_place ADD CONSTRAINT one_of_each EXCLUDE (name WITH =);
