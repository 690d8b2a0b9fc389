"""Says whether the migrations are sound, and rebuilds them with a proof."""
