ALTER TABLE depot_measure RENAME CONSTRAINT depot_measure_pkey TO measure_pkey;
