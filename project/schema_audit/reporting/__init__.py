"""An audit in words, tables and one number."""
