"""Changes made by hand to a foreign site's database, and what the audit has to say of each."""
