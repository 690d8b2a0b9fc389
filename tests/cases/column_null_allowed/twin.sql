ALTER TABLE depot_customer ALTER remark SET NOT NULL;
