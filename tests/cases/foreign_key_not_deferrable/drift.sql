ALTER TABLE depot_orderline ALTER CONSTRAINT "depot_orderline_order_id_9c32b398_fk_Depot Order_id" NOT DEFERRABLE;
