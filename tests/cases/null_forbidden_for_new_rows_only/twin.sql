ALTER TABLE depot_place ALTER name DROP NOT NULL;
ALTER TABLE depot_place ADD CONSTRAINT place_name_given NOT NULL name;
