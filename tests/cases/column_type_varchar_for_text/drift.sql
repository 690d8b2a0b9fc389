ALTER TABLE depot_customer ALTER remark TYPE varchar(200);
