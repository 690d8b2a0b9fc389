ALTER TABLE "Depot Order" DROP CONSTRAINT "Depot Order_customer_id_b44abb7d_fk_depot_customer_id";
ALTER TABLE "Depot Order" ADD CONSTRAINT "Depot Order_customer_id_b44abb7d_fk_depot_customer_id" FOREIGN KEY (loose_id) REFERENCES depot_customer DEFERRABLE INITIALLY DEFERRED;
