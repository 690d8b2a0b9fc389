UPDATE depot_place SET name = 'short';
