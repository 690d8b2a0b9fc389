UPDATE depot_warehouse SET capacity = 2000000000;
