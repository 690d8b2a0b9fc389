UPDATE depot_customer SET rating = 3 WHERE id = 1;
