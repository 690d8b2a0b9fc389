ALTER TABLE depot_customer DROP CONSTRAINT customer_born;
ALTER TABLE depot_customer ADD CONSTRAINT customer_born UNIQUE (born, name) DEFERRABLE INITIALLY IMMEDIATE;
