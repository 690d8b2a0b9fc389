ALTER TABLE depot_customer ALTER remark DROP NOT NULL;
UPDATE depot_customer SET remark = NULL WHERE id < 4;
