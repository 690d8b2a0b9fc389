ALTER TABLE depot_ownrate RENAME TO "Depot_OwnRate";
