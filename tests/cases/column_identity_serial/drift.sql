ALTER TABLE depot_customer ALTER id DROP IDENTITY;
CREATE SEQUENCE depot_customer_id_seq OWNED BY depot_customer.id;
SELECT setval('depot_customer_id_seq', 20);
ALTER TABLE depot_customer ALTER id SET DEFAULT nextval('depot_customer_id_seq');
