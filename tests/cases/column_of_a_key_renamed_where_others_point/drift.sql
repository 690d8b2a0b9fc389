ALTER TABLE depot_customer RENAME id TO customer_no;
