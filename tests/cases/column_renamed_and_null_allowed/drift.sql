ALTER TABLE depot_customer RENAME name TO called;
ALTER TABLE depot_customer ALTER called DROP NOT NULL;
