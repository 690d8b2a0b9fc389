DROP INDEX customer_nickname;
CREATE INDEX customer_nickname ON depot_customer (nickname DESC);
CREATE INDEX customer_nickname_new ON depot_customer (nickname);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'customer_nickname_new'::regclass;
