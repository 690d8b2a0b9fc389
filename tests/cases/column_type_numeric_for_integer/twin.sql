ALTER TABLE depot_warehouse ALTER capacity TYPE int4;
