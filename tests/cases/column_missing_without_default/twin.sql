UPDATE depot_place SET name = 'other';
