ALTER TABLE depot_orderline DROP CONSTRAINT "depot_orderline_order_id_9c32b398_fk_Depot Order_id";
UPDATE depot_orderline SET order_id = 900 + id;
