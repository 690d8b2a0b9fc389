"""A project of tenants: the tables of `registry` lie in public for all, those of `store` in each tenant's schema."""
