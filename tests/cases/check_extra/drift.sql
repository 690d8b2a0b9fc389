ALTER TABLE depot_place ADD CONSTRAINT named CHECK (name <> '');
