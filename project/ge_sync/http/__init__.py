"""The only HTTP of the sync, hardened against a server that is slow, broken or somebody else."""
