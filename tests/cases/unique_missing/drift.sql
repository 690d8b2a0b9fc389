ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_label_key;
