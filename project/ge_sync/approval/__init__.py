"""What would change too much: weighed, held back, and released by a person."""
