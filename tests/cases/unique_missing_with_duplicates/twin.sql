UPDATE depot_tag SET label = 'other' WHERE id = 2;
