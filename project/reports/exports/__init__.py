"""The nightly report on paper: text, JSON, and one HTML file."""
