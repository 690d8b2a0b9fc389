ALTER TABLE depot_place ALTER name TYPE character varying(50);
ALTER TABLE depot_measure ALTER value TYPE decimal(10, 3);
ALTER TABLE depot_article ALTER weight TYPE float(53);
