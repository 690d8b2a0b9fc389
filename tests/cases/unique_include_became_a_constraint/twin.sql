DROP INDEX customer_remark;
CREATE UNIQUE INDEX customer_remark ON depot_customer (remark, born) INCLUDE (region);
