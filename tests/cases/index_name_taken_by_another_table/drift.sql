DROP INDEX customer_nickname;
CREATE INDEX customer_nickname ON depot_place (name);
