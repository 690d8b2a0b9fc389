"""A simulated GE licence server: the contract of docs/ge_api.md, deterministic by seed, that misbehaves on request."""
