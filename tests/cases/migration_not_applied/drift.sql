ALTER TABLE depot_customer DROP nickname;
DELETE FROM django_migrations WHERE name = '0004_customer_nickname';
