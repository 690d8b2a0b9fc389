ALTER TABLE depot_measure DROP CONSTRAINT depot_measure_pkey;
