"""License Manager Sync: the licence domain, the two audits, the GE sync, and the rows that record them."""
