INSERT INTO legacy_of_others VALUES (2, 'x');
