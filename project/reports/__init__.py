"""What the runs found: findings with history, scores, exports and the admin pages that show them."""
