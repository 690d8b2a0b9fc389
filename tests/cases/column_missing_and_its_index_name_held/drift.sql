ALTER TABLE depot_customer DROP nickname;
CREATE VIEW customer_nickname AS SELECT name FROM depot_place;
