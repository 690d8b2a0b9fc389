UPDATE depot_orderline SET line_amount = 12.25;
