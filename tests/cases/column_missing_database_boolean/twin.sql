UPDATE depot_customer SET active = false;
