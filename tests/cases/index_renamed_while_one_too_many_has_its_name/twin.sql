CREATE VIEW nicknames AS SELECT nickname FROM depot_customer;
