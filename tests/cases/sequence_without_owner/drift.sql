ALTER TABLE depot_customer ALTER id DROP IDENTITY;
CREATE SEQUENCE customer_numbers START WITH 21;
ALTER TABLE depot_customer ALTER id SET DEFAULT nextval('customer_numbers');
