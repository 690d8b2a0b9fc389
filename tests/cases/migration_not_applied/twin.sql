UPDATE django_migrations SET applied = now();
