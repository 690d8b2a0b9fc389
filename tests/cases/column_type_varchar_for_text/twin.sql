UPDATE depot_customer SET remark = 'x' || id;
