CLUSTER depot_customer USING depot_customer_pkey;
ALTER TABLE depot_customer REPLICA IDENTITY FULL;
ALTER TABLE depot_tag REPLICA IDENTITY USING INDEX depot_tag_label_key;
