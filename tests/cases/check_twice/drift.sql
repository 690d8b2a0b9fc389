ALTER TABLE depot_customer ADD CONSTRAINT again CHECK (rating <= 9);
