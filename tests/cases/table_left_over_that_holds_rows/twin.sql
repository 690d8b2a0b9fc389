CREATE VIEW leftover AS SELECT id FROM depot_customer;
