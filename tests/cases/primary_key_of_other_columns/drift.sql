ALTER TABLE depot_measure DROP CONSTRAINT depot_measure_pkey;
ALTER TABLE depot_measure ADD CONSTRAINT depot_measure_pkey PRIMARY KEY (station);
