ALTER TABLE depot_tag RENAME TO aside;
ALTER TABLE depot_place RENAME TO depot_tag;
ALTER TABLE "Depot Order" RENAME TO depot_place;
ALTER TABLE aside RENAME TO "Depot Order";
DROP INDEX customer_nickname;
CREATE VIEW customer_nickname AS SELECT 1 AS one;
