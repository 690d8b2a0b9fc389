ALTER TABLE depot_orderline ALTER line_amount TYPE numeric(17,4);
UPDATE depot_orderline SET line_amount = 1.2345;
