ALTER TABLE depot_tag ADD CONSTRAINT again UNIQUE (label);
