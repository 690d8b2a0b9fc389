UPDATE depot_warehouse SET capacity = 4;
