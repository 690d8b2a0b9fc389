ALTER TABLE depot_place ADD COLUMN owner integer CHECK (owner > 0);
CREATE INDEX place_owner ON depot_place (owner);
