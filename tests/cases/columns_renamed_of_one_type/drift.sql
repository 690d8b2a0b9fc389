ALTER TABLE depot_customer RENAME remark TO remarks;
ALTER TABLE depot_customer RENAME name TO full_name;
ALTER TABLE depot_article RENAME price TO cost;
