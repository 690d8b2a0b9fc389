ALTER TABLE django_migrations ALTER app TYPE varchar(100);
