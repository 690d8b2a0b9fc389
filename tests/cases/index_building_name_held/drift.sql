DROP INDEX customer_nickname;
CREATE INDEX customer_nickname ON depot_customer (nickname DESC);
CREATE VIEW customer_nickname_new AS SELECT 1 AS one;
