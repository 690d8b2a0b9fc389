ALTER TABLE depot_customer ADD CONSTRAINT named NOT NULL name;
