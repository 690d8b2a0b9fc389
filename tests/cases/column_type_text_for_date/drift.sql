ALTER TABLE depot_measure ALTER day TYPE text;
