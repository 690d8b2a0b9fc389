CREATE MATERIALIZED VIEW report AS SELECT nickname FROM depot_customer;
