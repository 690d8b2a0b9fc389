ALTER TABLE depot_customer ALTER remark DROP NOT NULL;
