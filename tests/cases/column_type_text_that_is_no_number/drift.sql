ALTER TABLE depot_warehouse ALTER capacity TYPE text;
UPDATE depot_warehouse SET capacity = 'many';
