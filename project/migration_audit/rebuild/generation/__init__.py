"""The new chain: what the models make, what is carried over beside it, and the files of both."""
