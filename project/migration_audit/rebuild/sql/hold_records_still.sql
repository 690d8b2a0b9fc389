-- Nobody else writes rows, or takes an id for one, until the transaction ends; reading goes on.
LOCK TABLE django_migrations IN SHARE ROW EXCLUSIVE MODE
