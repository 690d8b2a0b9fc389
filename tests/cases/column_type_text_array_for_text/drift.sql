ALTER TABLE depot_place ALTER name TYPE text[] USING ARRAY[name];
