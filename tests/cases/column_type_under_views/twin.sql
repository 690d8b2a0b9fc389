CREATE VIEW report AS SELECT nickname FROM depot_customer;
