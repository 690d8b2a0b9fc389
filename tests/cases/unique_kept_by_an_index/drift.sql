ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_label_key;
CREATE UNIQUE INDEX depot_tag_label_key ON depot_tag (label);
