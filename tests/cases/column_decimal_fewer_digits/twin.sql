ALTER TABLE depot_orderline ALTER line_amount TYPE decimal(15,2);
