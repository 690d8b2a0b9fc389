"""The proof: two scratch databases, one of each chain, and what differs between them."""
