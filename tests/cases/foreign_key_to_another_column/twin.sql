UPDATE depot_orderline SET order_id = order_id;
