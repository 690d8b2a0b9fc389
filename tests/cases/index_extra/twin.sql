CREATE INDEX by_hand ON legacy_of_others (name);
