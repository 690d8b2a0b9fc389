ALTER TABLE "Depot Order" ADD CONSTRAINT not_loose FOREIGN KEY (loose_id) REFERENCES depot_customer (id);
