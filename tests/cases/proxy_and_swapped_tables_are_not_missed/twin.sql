CREATE VIEW depot_northerncustomer AS SELECT * FROM depot_customer;
