UPDATE depot_place SET name = repeat('x', 50);
