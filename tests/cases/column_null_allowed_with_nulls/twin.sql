UPDATE depot_customer SET remark = '';
