ALTER TYPE mood RENAME VALUE 'bad' TO 'worse';
ALTER TYPE mood RENAME VALUE 'worse' TO 'bad';
