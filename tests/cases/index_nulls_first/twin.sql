DROP INDEX customer_nickname;
CREATE INDEX customer_nickname ON depot_customer USING btree (nickname ASC NULLS LAST) TABLESPACE pg_default;
