ALTER TABLE depot_orderline ALTER line_amount SET STATISTICS 10;
