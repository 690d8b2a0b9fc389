ALTER TABLE depot_ownrate DROP CONSTRAINT depot_ownrate_pkey;
ALTER TABLE depot_ownrate ADD PRIMARY KEY (id, percent);
