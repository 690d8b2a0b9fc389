CREATE SCHEMA archive_old;
