ALTER TABLE depot_orderline RENAME order_id TO order_ref;
