ALTER TABLE depot_place ALTER name DROP NOT NULL;
UPDATE depot_place SET name = NULL WHERE id = 1;
ALTER TABLE depot_place ADD CONSTRAINT place_name_given NOT NULL name NOT VALID;
