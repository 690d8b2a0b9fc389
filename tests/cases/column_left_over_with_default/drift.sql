ALTER TABLE depot_place ADD COLUMN owner integer NOT NULL DEFAULT 1;
