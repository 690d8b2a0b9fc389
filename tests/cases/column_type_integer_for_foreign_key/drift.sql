ALTER TABLE depot_orderline ALTER order_id TYPE integer;
