ALTER TABLE depot_customer ALTER remark DROP NOT NULL;
DROP INDEX article_cheap;
ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_label_key;
DROP TABLE depot_booking;
ALTER TABLE depot_place ALTER name TYPE text;
