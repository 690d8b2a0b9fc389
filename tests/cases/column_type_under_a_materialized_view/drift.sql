ALTER TABLE depot_customer ALTER nickname TYPE text;
CREATE MATERIALIZED VIEW report AS SELECT id, nickname FROM depot_customer;
