UPDATE depot_customer SET joined = now();
