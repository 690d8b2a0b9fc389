DROP TABLE depot_measure;
CREATE TABLE depot_measure (station integer NOT NULL, day date NOT NULL, value numeric(10,3) NOT NULL, CONSTRAINT depot_measure_pkey PRIMARY KEY (station, day)) PARTITION BY LIST (station);
CREATE TABLE depot_measure_1 PARTITION OF depot_measure DEFAULT;
CREATE INDEX article_measured ON depot_measure (value) WITH (fillfactor = 70);
