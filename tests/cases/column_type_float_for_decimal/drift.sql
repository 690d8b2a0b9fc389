ALTER TABLE depot_orderline ALTER line_amount TYPE double precision;
