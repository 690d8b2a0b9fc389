CREATE TABLE everything_measured (station integer NOT NULL, day date NOT NULL, value numeric(10,3) NOT NULL, PRIMARY KEY (station, day)) PARTITION BY RANGE (day);
ALTER TABLE everything_measured ATTACH PARTITION depot_measure FOR VALUES FROM ('2000-01-01') TO ('2100-01-01');
