CREATE INDEX by_hand ON depot_article (weight, title);
