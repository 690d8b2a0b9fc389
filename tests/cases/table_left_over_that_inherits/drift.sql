CREATE TABLE heir (more int) INHERITS (depot_customer);
