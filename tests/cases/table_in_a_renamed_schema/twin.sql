CREATE SCHEMA archive_of_others;
