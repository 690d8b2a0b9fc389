ALTER TABLE depot_place ADD COLUMN loud text GENERATED ALWAYS AS (upper(name)) STORED;
