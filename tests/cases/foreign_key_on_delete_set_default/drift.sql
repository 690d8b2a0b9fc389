ALTER TABLE archive.document DROP CONSTRAINT document_customer_id_262eb798_fk_depot_customer_id;
ALTER TABLE archive.document ADD CONSTRAINT document_customer_id_262eb798_fk_depot_customer_id FOREIGN KEY (customer_id) REFERENCES depot_customer ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED;
