ALTER TYPE mood RENAME VALUE 'fair' TO 'medium';
