DROP INDEX customer_remark;
ALTER TABLE depot_customer ADD CONSTRAINT customer_remark UNIQUE (remark, born);
