UPDATE depot_customer SET region = 'north' WHERE id = 1;
