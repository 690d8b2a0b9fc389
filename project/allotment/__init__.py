"""What of a licence is reserved for whom."""
