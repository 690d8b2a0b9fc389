ALTER TABLE depot_tag ALTER label TYPE text;
