ALTER TABLE depot_orderline DROP CONSTRAINT "depot_orderline_order_id_9c32b398_fk_Depot Order_id";
ALTER TABLE depot_orderline ADD CONSTRAINT "depot_orderline_order_id_9c32b398_fk_Depot Order_id" FOREIGN KEY (order_id) REFERENCES "Depot Order" (number) DEFERRABLE INITIALLY DEFERRED;
