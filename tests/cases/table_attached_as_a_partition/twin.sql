CREATE SCHEMA others;
CREATE TABLE others.everything_measured (station integer NOT NULL, day date NOT NULL, value numeric(10,3) NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE others.depot_measure PARTITION OF others.everything_measured DEFAULT;
CREATE TABLE measured_by_others PARTITION OF others.everything_measured FOR VALUES FROM ('2000-01-01') TO ('2100-01-01');
