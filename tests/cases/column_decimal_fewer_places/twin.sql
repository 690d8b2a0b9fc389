UPDATE depot_orderline SET line_amount = 1.5;
