ALTER TABLE depot_orderline ALTER line_amount TYPE numeric(12,2);
