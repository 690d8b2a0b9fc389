UPDATE depot_orderline SET quantity = 4;
