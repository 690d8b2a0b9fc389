ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_label_key;
UPDATE depot_tag SET label = 'same' WHERE id < 3;
